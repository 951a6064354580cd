package org.vestibule.applications;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.client.ClientSecret;
import org.vestibule.client.NewClientSecret;
import org.vestibule.client.SecretRotation;
import org.vestibule.client.SecretRotation.Removal;
import org.vestibule.session.IdpUser;

/** Replace secret: a second one comes, the first one goes by itself or by hand (OID-17). */
@Controller
class SecretController {

    private static final String VIEW = "applications/replace";

    private final ApplicationRows rows;
    private final SecretReplacement replacement;
    private final SecretRotation rotation;
    private final ShownSecret shownSecret;

    SecretController(
            ApplicationRows rows, SecretReplacement replacement, SecretRotation rotation, ShownSecret shownSecret) {
        this.rows = rows;
        this.replacement = replacement;
        this.rotation = rotation;
        this.shownSecret = shownSecret;
    }

    @GetMapping("/admin/clients/{id}/secret")
    String replace(
            @PathVariable UUID id,
            @ModelAttribute("form") SecretForm form,
            BindingResult errors,
            @RequestParam(name = "held", required = false) @Nullable String held,
            Model model) {
        ListedApplication shown = bySecret(id);
        if (held == null || form.newest().isEmpty()) {
            model.addAttribute("form", new SecretForm(replacement.newest(shown.client()), Overlap.WEEK.name()));
        }
        return view(shown, model);
    }

    @PostMapping("/admin/clients/{id}/secret")
    String replace(
            @PathVariable UUID id,
            @ModelAttribute("form") SecretForm form,
            BindingResult errors,
            @AuthenticationPrincipal IdpUser administrator,
            Model model) {
        ListedApplication shown = bySecret(id);
        form.check(errors);
        Optional<Overlap> overlap = Overlap.of(form.overlap());
        if (overlap.isEmpty()) {
            return view(shown, model);
        }
        Optional<NewClientSecret> made =
                replacement.replace(shown.client(), form.newest(), overlap.get(), administrator.id());
        return made.isPresent()
                ? shownSecret.show(id, made.get().value(), model)
                : "redirect:/admin/clients/" + id + "?status=application-secret-there";
    }

    @GetMapping("/admin/clients/{id}/remove-secret")
    String askRemove(@PathVariable UUID id, @RequestParam UUID secret, Model model) {
        ListedApplication shown = bySecret(id);
        ClientSecret asked = rotation.of(shown.client()).stream()
                .filter(one -> one.id().equals(secret))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("shown", shown);
        model.addAttribute("asked", asked);
        return "applications/remove-secret";
    }

    @PostMapping("/admin/clients/{id}/remove-secret")
    String remove(@PathVariable UUID id, @RequestParam UUID secret, @AuthenticationPrincipal IdpUser administrator) {
        Removal removal = rotation.remove(bySecret(id).client(), secret, administrator.id());
        return "redirect:/admin/clients/" + id + "?status="
                + switch (removal) {
                    case REMOVED -> "application-secret-removed";
                    case LAST_ONE -> "application-secret-last";
                    case NOT_THERE -> "application-secret-gone";
                };
    }

    private String view(ListedApplication shown, Model model) {
        List<ClientSecret> secrets = rotation.of(shown.client());
        model.addAttribute("shown", shown);
        model.addAttribute("full", secrets.size() > 1);
        model.addAttribute("overlaps", Overlap.values());
        return VIEW;
    }

    private ListedApplication bySecret(UUID id) {
        return rows.find(id)
                .filter(ListedApplication::bySecret)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
