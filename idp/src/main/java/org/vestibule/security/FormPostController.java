package org.vestibule.security;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.server.ResponseStatusException;

/** The page that posts an answer to the LMS: by script at once, without script when its button is pressed. */
@Controller
class FormPostController {

    @GetMapping(FormPost.PAGE)
    String show(@RequestAttribute(name = FormPost.ATTRIBUTE, required = false) @Nullable FormPost answer, Model model) {
        if (answer == null) {
            // only the authorization endpoint leads here
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("answer", answer);
        return "security/form-post";
    }
}
