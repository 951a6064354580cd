package org.vestibule.signin;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.logout.Logouts;
import org.vestibule.logout.ToldLms;
import org.vestibule.web.SecurityHeaders;

/**
 * The page after a sign-out: which LMSs have confirmed it, and frames for those that can only be told by the browser
 * (OpenID Connect Front-Channel Logout). From there it goes back to the LMS, by itself where the LMS asked for that.
 */
@Controller
class SignedOutController {

    /** Time for the frames to load. */
    private static final int SECONDS = 3;

    private final Clients clients;
    private final Logouts logouts;

    SignedOutController(Clients clients, Logouts logouts) {
        this.clients = clients;
        this.logouts = logouts;
    }

    @GetMapping("/signed-out")
    String signedOut(
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            @RequestParam(name = Logouts.PARAMETER, required = false) @Nullable String receipt,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        LmsClient client =
                clientId == null ? null : clients.byClientId(clientId).orElse(null);
        UUID session = receipt == null ? null : logouts.session(receipt).orElse(null);
        if (client != null && !client.metadata().postLogoutRedirectUris().isEmpty()) {
            model.addAttribute("clientName", client.name());
            model.addAttribute(
                    "clientAddress", client.metadata().postLogoutRedirectUris().get(0));
        }
        if (session == null) {
            return "signin/signed-out";
        }
        List<ToldLms> told = logouts.told(session);
        model.addAttribute("confirmed", ToldLms.names(told, true));
        model.addAttribute("unconfirmed", ToldLms.names(told, false));
        List<URI> frames = logouts.frames(session);
        frames.forEach(frame -> SecurityHeaders.allowFrame(request, frame));
        model.addAttribute("frames", frames);
        String onward = request.getParameter(SignedOutPage.ONWARD);
        if (client != null
                && onward != null
                && client.metadata().postLogoutRedirectUris().contains(onward)) {
            String back = SignedOutPage.back(onward, request.getParameter("state"));
            model.addAttribute("clientAddress", back);
            response.setHeader("Refresh", SECONDS + "; url=" + back);
        }
        return "signin/signed-out";
    }
}
