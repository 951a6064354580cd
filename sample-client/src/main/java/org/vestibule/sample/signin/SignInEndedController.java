package org.vestibule.sample.signin;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Tells people that the provider has ended their sign-in; signing in again is their own step, so nothing can loop. */
@Controller
class SignInEndedController {

    static final String PATH = "/sign-in/ended";

    @GetMapping(PATH)
    String ended() {
        return "signin/ended";
    }
}
