package org.vestibule.applications;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.client.SecretRotation;

/** The list of applications and an application's page. */
@Controller
class ApplicationsController {

    private static final String IN_PLACE_OF_THE_SECRET = "…";

    private final ApplicationRows rows;
    private final SecretRotation secrets;
    private final ShownSecret connection;

    ApplicationsController(ApplicationRows rows, SecretRotation secrets, ShownSecret connection) {
        this.rows = rows;
        this.secrets = secrets;
        this.connection = connection;
    }

    @GetMapping("/admin/clients")
    String list(Model model) {
        model.addAttribute("all", rows.all());
        return "applications/list";
    }

    @GetMapping("/admin/clients/{id}")
    String one(@PathVariable UUID id, Model model) {
        ListedApplication found = rows.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("shown", found);
        model.addAttribute("client", found.client());
        model.addAttribute("secrets", secrets.of(found.client()));
        connection.connection(found.client(), IN_PLACE_OF_THE_SECRET, model);
        return "applications/application";
    }
}
