package org.vestibule.settings;

import java.util.Optional;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.vestibule.session.IdpUser;

/** <b>Send a test message</b>, the second form of the Security page; it uses what is saved. */
@Controller
@RequestMapping("/admin/settings/security/test-message")
class TestMessageController {

    private final SecuritySettingsStore store;
    private final SecuritySettingsPage page;
    private final TextMessages textMessages;

    TestMessageController(SecuritySettingsStore store, SecuritySettingsPage page, TextMessages textMessages) {
        this.store = store;
        this.page = page;
        this.textMessages = textMessages;
    }

    /** Where a form comes back that waited for a fresh proof: sends nothing. */
    @GetMapping
    String show(@ModelAttribute("test") TestMessageForm test, BindingResult errors, Model model) {
        return view(model, store.current());
    }

    @PostMapping
    String send(
            @AuthenticationPrincipal IdpUser administrator,
            @ModelAttribute("test") TestMessageForm test,
            BindingResult errors,
            Model model) {
        SecuritySettings saved = store.current();
        Optional<String> number = ServicePhone.ofTyped(test.number());
        if (number.isEmpty()) {
            errors.rejectValue("number", "settings.test.number.malformed");
        } else if (saved.twilio() != null) {
            model.addAttribute("answer", textMessages.sendTest(saved.twilio(), number.get(), administrator.id()));
        }
        return view(model, saved);
    }

    private String view(Model model, SecuritySettings saved) {
        model.addAttribute("form", SecuritySettingsForm.of(saved));
        return page.show(model, saved);
    }
}
