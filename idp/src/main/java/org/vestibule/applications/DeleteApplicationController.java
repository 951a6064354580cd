package org.vestibule.applications;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.session.IdpUser;

/** A page that asks, and the button on it. */
@Controller
class DeleteApplicationController {

    private final ApplicationRows rows;
    private final ApplicationAdministration administration;

    DeleteApplicationController(ApplicationRows rows, ApplicationAdministration administration) {
        this.rows = rows;
        this.administration = administration;
    }

    @GetMapping("/admin/clients/{id}/delete")
    String ask(@PathVariable UUID id, Model model) {
        model.addAttribute("shown", shown(id));
        return "applications/delete";
    }

    @PostMapping("/admin/clients/{id}/delete")
    String delete(@PathVariable UUID id, @AuthenticationPrincipal IdpUser administrator) {
        administration.delete(shown(id).client(), administrator.id());
        return "redirect:/admin/clients?status=application-deleted";
    }

    private ListedApplication shown(UUID id) {
        return rows.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
