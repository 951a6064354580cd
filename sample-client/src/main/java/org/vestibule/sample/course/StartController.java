package org.vestibule.sample.course;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The public page. */
@Controller
class StartController {

    @GetMapping("/")
    String start(Model model) {
        model.addAttribute("courses", Course.ALL);
        return "course/start";
    }
}
