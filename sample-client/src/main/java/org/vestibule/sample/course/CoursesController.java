package org.vestibule.sample.course;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.vestibule.sample.signin.SignInReport;

/** The courses of the person who is signed in. */
@Controller
class CoursesController {

    @GetMapping("/courses")
    String courses(@AuthenticationPrincipal OidcUser user, Model model) {
        model.addAttribute("courses", Course.ALL);
        model.addAttribute("signIn", SignInReport.of(user.getIdToken()));
        return "course/courses";
    }
}
