package org.vestibule.consent;

import java.net.URI;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.session.IdpUser;
import org.vestibule.signin.ReturnRequests;
import org.vestibule.signin.ReturnTo;
import org.vestibule.web.ExpiredPageException;
import org.vestibule.web.SecurityHeaders;

/** "Allow … to use your account?" The signed request says who asks for what; nothing in the form can widen it (OID-14). */
@Controller
class ConsentController {

    private final Consents consents;
    private final ReturnRequests requests;
    private final Clients clients;

    ConsentController(Consents consents, ReturnRequests requests, Clients clients) {
        this.consents = consents;
        this.requests = requests;
        this.clients = clients;
    }

    @GetMapping("/consent")
    String page(
            @AuthenticationPrincipal IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            HttpServletRequest request,
            Model model) {
        ReturnTo asked = asked(signed, request);
        URI address = redirectAddress(asked);
        SecurityHeaders.allowFormAction(request, address);
        model.addAttribute("signedRequest", signed);
        model.addAttribute("clientName", client(asked).name());
        model.addAttribute("host", address.getHost() == null ? address.getScheme() : address.getHost());
        model.addAttribute("username", user.user().username());
        model.addAttribute("scopes", ScopeOrder.of(asked.scopes()));
        return "consent/consent";
    }

    @PostMapping("/consent")
    View answer(
            @AuthenticationPrincipal IdpUser user,
            @RequestParam(name = ReturnRequests.PARAMETER, required = false) @Nullable String signed,
            @RequestParam(name = "decision", required = false) @Nullable String decision,
            HttpServletRequest request) {
        ReturnTo asked = asked(signed, request);
        String back = consents.answer(user, client(asked), asked, "allow".equals(decision));
        RedirectView redirect = new RedirectView(back);
        // the address is the LMS's own and may hold a brace
        redirect.setExpandUriTemplateVariables(false);
        redirect.setExposeModelAttributes(false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return redirect;
    }

    /** The request of a consent page; that of a sign-in page names no scopes and is refused here. */
    private ReturnTo asked(@Nullable String signed, HttpServletRequest request) {
        return requests.read(signed, request)
                .filter(found -> !found.scopes().isEmpty())
                .orElseThrow(() -> new ExpiredPageException("the signed request is not good any more"));
    }

    private LmsClient client(ReturnTo asked) {
        String clientId = asked.clientId();
        return (clientId == null ? Optional.<LmsClient>empty() : clients.byClientId(clientId))
                .orElseThrow(() -> new ExpiredPageException("the application is not registered any more"));
    }

    private static URI redirectAddress(ReturnTo asked) {
        URI address = asked.redirectAddress();
        if (address == null) {
            throw new ExpiredPageException("the signed request has no address to answer to");
        }
        return address;
    }
}
