package org.vestibule.consent;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.client.Clients;
import org.vestibule.session.IdpUser;

/** The button behind each entry of "Applications I allowed". */
@Controller
class AllowedApplicationsController {

    private final Consents consents;
    private final Clients clients;

    AllowedApplicationsController(Consents consents, Clients clients) {
        this.consents = consents;
        this.clients = clients;
    }

    /** One's own only: what is unknown and what is another person's look the same (WEB-12). */
    @PostMapping("/account/applications/{id}/withdraw")
    String withdraw(@AuthenticationPrincipal IdpUser user, @PathVariable UUID id) {
        boolean withdrawn = clients.byId(id)
                .filter(client -> consents.withdraw(user, client))
                .isPresent();
        if (!withdrawn) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/account?status=consent-withdrawn";
    }
}
