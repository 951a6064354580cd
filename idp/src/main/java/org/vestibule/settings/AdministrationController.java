package org.vestibule.settings;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The administration's first page that the visitor may see. */
@Controller
class AdministrationController {

    @GetMapping("/admin")
    String first(HttpServletRequest request) {
        return request.isUserInRole("ADMIN") ? "redirect:/admin/settings/security" : "redirect:/admin/users";
    }
}
