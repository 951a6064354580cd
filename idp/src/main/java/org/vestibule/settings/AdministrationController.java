package org.vestibule.settings;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The administration's first page that the visitor may see: so far there is one. */
@Controller
class AdministrationController {

    @GetMapping("/admin")
    String first() {
        return "redirect:/admin/settings/security";
    }
}
