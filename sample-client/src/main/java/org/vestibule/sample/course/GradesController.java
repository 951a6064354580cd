package org.vestibule.sample.course;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.vestibule.sample.signin.SignInReport;
import org.vestibule.sample.signin.StepUp;

/** Grades are worth stealing: they are shown only to somebody who has just proved two factors. */
@Controller
class GradesController {

    private final StepUp stepUp;

    GradesController(StepUp stepUp) {
        this.stepUp = stepUp;
    }

    @GetMapping("/grades")
    String grades(
            @AuthenticationPrincipal OidcUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("signIn", SignInReport.of(user.getIdToken()));
        StepUp.Answer answer = stepUp.decide(user.getIdToken(), request, response);
        return switch (answer) {
            case ASK -> "redirect:" + StepUp.PATH;
            case SHOW -> {
                model.addAttribute("courses", Course.ALL);
                yield "course/grades";
            }
            case REFUSE_ONE_FACTOR, REFUSE_TOO_OLD -> {
                response.setStatus(HttpStatus.FORBIDDEN.value());
                model.addAttribute("tooOld", answer == StepUp.Answer.REFUSE_TOO_OLD);
                model.addAttribute("accountPage", stepUp.accountPage());
                yield "course/two-factor-needed";
            }
        };
    }
}
