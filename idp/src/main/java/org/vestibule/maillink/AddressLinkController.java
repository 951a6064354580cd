package org.vestibule.maillink;

import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Where links to a new address lead, in any browser. Opening one changes nothing, because mail systems open them too. */
@Controller
class AddressLinkController {

    private final AddressConfirmation addresses;

    AddressLinkController(AddressConfirmation addresses) {
        this.addresses = addresses;
    }

    @GetMapping("/email/confirm")
    String page(@ModelAttribute("form") AddressLinkForm form, HttpServletResponse response, Model model) {
        Optional<AddressLink> link = addresses.find(form.token());
        if (link.isEmpty()) {
            return over(response, model);
        }
        model.addAttribute("link", link.get());
        return "maillink/address";
    }

    @PostMapping("/email/confirm")
    String confirm(@ModelAttribute("form") AddressLinkForm form, HttpServletResponse response, Model model) {
        try {
            return addresses.confirm(form.token()) ? "redirect:/email/confirmed" : over(response, model);
        } catch (DuplicateKeyException taken) {
            return over(response, model);
        }
    }

    @GetMapping("/email/confirmed")
    String confirmed() {
        return "maillink/address-confirmed";
    }

    private static String over(HttpServletResponse response, Model model) {
        response.setStatus(HttpServletResponse.SC_GONE);
        model.addAttribute("purpose", LinkPurpose.EMAIL.id());
        return "maillink/over";
    }
}
