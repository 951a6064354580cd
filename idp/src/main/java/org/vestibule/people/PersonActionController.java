package org.vestibule.people;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.people.PeopleAdministration.Outcome;
import org.vestibule.session.IdpUser;
import org.vestibule.user.User;

/** A page that asks, and the button on it. */
@Controller
class PersonActionController {

    private static final String VIEW = "people/action";

    private final PersonAccounts accounts;
    private final PeopleAdministration administration;

    PersonActionController(PersonAccounts accounts, PeopleAdministration administration) {
        this.accounts = accounts;
        this.administration = administration;
    }

    @GetMapping("/admin/users/{id}/{action:sign-out|disable|enable|unlock|invite}")
    String ask(@PathVariable UUID id, @PathVariable String action, Model model) {
        return view(account(id), action(action), model);
    }

    @PostMapping("/admin/users/{id}/{action:sign-out|disable|enable|unlock|invite}")
    String act(
            @PathVariable UUID id,
            @PathVariable String action,
            @AuthenticationPrincipal IdpUser administrator,
            Model model) {
        PersonAccount account = account(id);
        PersonAction wanted = action(action);
        Outcome outcome = act(wanted, account.user(), administrator.id());
        if (outcome == Outcome.DONE) {
            return "redirect:/admin/users/" + id + "?status=person-" + wanted.id();
        }
        model.addAttribute(
                "refused",
                switch (outcome) {
                    case LAST_ADMINISTRATOR -> "people.last-administrator";
                    case OWN_ACCOUNT -> "people.own-account";
                    case HAS_PASSWORD -> "people.has-password";
                    default -> "people.no-mail";
                });
        return view(account, wanted, model);
    }

    private Outcome act(PersonAction action, User person, UUID administrator) {
        return switch (action) {
            case SIGN_OUT -> administration.signOut(person, administrator);
            case DISABLE -> administration.enable(person, false, administrator);
            case ENABLE -> administration.enable(person, true, administrator);
            case UNLOCK -> administration.unlock(person, administrator);
            case INVITE -> administration.invite(person, administrator);
        };
    }

    private static String view(PersonAccount account, PersonAction action, Model model) {
        model.addAttribute("account", account);
        model.addAttribute("action", action.id());
        return VIEW;
    }

    private PersonAccount account(UUID id) {
        return accounts.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static PersonAction action(String id) {
        return PersonAction.of(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
