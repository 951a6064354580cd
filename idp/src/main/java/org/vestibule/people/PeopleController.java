package org.vestibule.people;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.vestibule.mail.Mails;

/** The list of people and a person's page. */
@Controller
class PeopleController {

    private final PeopleSearch search;
    private final PersonAccounts accounts;
    private final Mails mails;

    PeopleController(PeopleSearch search, PersonAccounts accounts, Mails mails) {
        this.search = search;
        this.accounts = accounts;
        this.mails = mails;
    }

    @GetMapping("/admin/users")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String twoFactor,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String page,
            Model model) {
        PeopleQuery query = PeopleQuery.of(q, twoFactor, state, page);
        model.addAttribute("form", query);
        model.addAttribute("twoFactorOptions", PeopleQuery.TwoFactor.values());
        model.addAttribute("stateOptions", PeopleQuery.State.values());
        model.addAttribute("found", search.find(query));
        return "people/list";
    }

    @GetMapping("/admin/users/{id}")
    String person(@PathVariable UUID id, Model model) {
        PersonAccount account = accounts.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("account", account);
        model.addAttribute("mail", mails.available());
        return "people/person";
    }
}
