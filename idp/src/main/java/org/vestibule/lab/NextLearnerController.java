package org.vestibule.lab;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.vestibule.logout.Logouts;

/**
 * "Next learner". The sign-in page has an address of its own for it, because its forms belong to the browser, all others to
 * the session.
 */
@Controller
class NextLearnerController {

    private final NextLearner next;
    private final Logouts logouts;

    NextLearnerController(NextLearner next, Logouts logouts) {
        this.next = next;
        this.logouts = logouts;
    }

    @PostMapping({"/next-learner", "/login/next-learner"})
    String makeRoom(HttpServletRequest request, HttpServletResponse response) {
        // WEB-05: nothing of the signed-in pages stays behind
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return signedOut(next.makeRoom(request, response).flatMap(session -> {
            logouts.await(session);
            return logouts.receipt(session);
        }));
    }

    /** The page that shows which applications confirmed it, ready for a further parameter. */
    static String signedOut(Optional<String> receipt) {
        return "redirect:/signed-out?"
                + receipt.map(value -> Logouts.PARAMETER + "=" + value + "&").orElse("");
    }
}
