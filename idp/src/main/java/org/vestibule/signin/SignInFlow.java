package org.vestibule.signin;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.UriComponentsBuilder;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionCookies;
import org.vestibule.session.SignInSessions;
import org.vestibule.web.ExpiredPageException;
import org.vestibule.web.SecurityHeaders;

/** What the pages of a sign-in share: the request that they carry along, and where they go next. */
@Component
class SignInFlow {

    static final String PLAIN_TARGET = "/account";

    private final ReturnRequests requests;
    private final Clients clients;
    private final SignInPolicy policy;
    private final SignInSessions sessions;
    private final SessionCookies cookies;
    private final Clock clock;

    SignInFlow(
            ReturnRequests requests,
            Clients clients,
            SignInPolicy policy,
            SignInSessions sessions,
            SessionCookies cookies,
            Clock clock) {
        this.cookies = cookies;
        this.clock = clock;
        this.requests = requests;
        this.clients = clients;
        this.policy = policy;
        this.sessions = sessions;
    }

    /**
     * The request that the page carries; empty for a plain sign-in.
     *
     * @throws ExpiredPageException when one is given that is not ours, not this browser's or too old
     */
    Optional<ReturnTo> returnTo(@Nullable String signed, HttpServletRequest request) {
        if (signed == null || signed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(requests.read(signed, request)
                .orElseThrow(() -> new ExpiredPageException("the signed request is not good any more")));
    }

    /** Puts what every sign-in page shows and carries into the model, and lets its form end at the LMS. */
    void prepare(Model model, @Nullable String signed, Optional<ReturnTo> returnTo, HttpServletRequest request) {
        returnTo.ifPresent(target -> {
            model.addAttribute("signedRequest", signed);
            URI address = target.redirectAddress();
            if (address != null) {
                SecurityHeaders.allowFormAction(request, address);
            }
            clientName(target).ifPresent(name -> model.addAttribute("clientName", name));
        });
    }

    private Optional<String> clientName(ReturnTo target) {
        return target.clientId() == null
                ? Optional.empty()
                : clients.byClientId(target.clientId()).map(LmsClient::name);
    }

    /** The cookie of a trusted browser, unless both factors are asked anew (OID-13, MFA-12). */
    Optional<String> trust(Optional<ReturnTo> returnTo, HttpServletRequest request) {
        return returnTo.filter(ReturnTo::forced).isPresent() ? Optional.empty() : cookies.trust(request);
    }

    /** On to what the visitor wanted, now that the proof is complete. */
    String onwards(Optional<ReturnTo> returnTo, IdpUser user) {
        return "redirect:"
                + finish(
                        returnTo,
                        user.session().id(),
                        policy.asksAtSignIn(!user.enrolled().isEmpty()));
    }

    /**
     * The same, for a session that has just been completed.
     *
     * @param withFactor whether a second factor is part of this person's sign-in
     */
    String finish(Optional<ReturnTo> returnTo, UUID sessionId, boolean withFactor) {
        returnTo.filter(ReturnTo::forced)
                .ifPresent(target -> sessions.answered(sessionId, target.answer(), target.madeAt(), withFactor));
        return returnTo.map(ReturnTo::target).orElse(PLAIN_TARGET);
    }

    /** The second-factor page for the same request. */
    static String secondFactor(@Nullable String signed) {
        return page("/login/second-factor", signed);
    }

    static String page(String path, @Nullable String signed) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path);
        if (signed != null && !signed.isEmpty()) {
            uri.queryParam(ReturnRequests.PARAMETER, signed);
        }
        return "redirect:" + uri.build().toUriString();
    }

    /**
     * Whether the password comes first: a forced request wants it given since it was made (OID-13), and a second factor
     * follows a password of the last ten minutes (MFA-06).
     */
    boolean needsPassword(Optional<ReturnTo> returnTo, IdpUser user) {
        Instant password = user.session().passwordAt();
        boolean before = returnTo.filter(ReturnTo::forced)
                .filter(target -> password.isBefore(target.madeAt().truncatedTo(ChronoUnit.MILLIS)))
                .isPresent();
        return before
                || policy.due(user) == SignInPolicy.Due.PASSWORD
                || (policy.owesSecondFactor(user)
                        && password.plus(SignInSessions.INCOMPLETE).isBefore(clock.instant()));
    }

    /** Whether the person must set up a first second factor before anything else. */
    boolean mustSetUp(IdpUser user) {
        return policy.due(user) == SignInPolicy.Due.SET_UP;
    }

    /** Whether the person must save recovery codes before anything else. */
    boolean mustSaveCodes(IdpUser user) {
        return policy.due(user) == SignInPolicy.Due.RECOVERY_CODES;
    }

    /** Until when that may still be put off; empty for whoever need not or cannot. */
    Optional<Instant> mayPutOffUntil(IdpUser user) {
        return user.enrolled().isEmpty() ? policy.mayPutOffUntil(user.user()) : Optional.empty();
    }

    boolean owesConfirmation(IdpUser user) {
        return policy.owesConfirmation(user);
    }

    boolean owesSecondFactor(IdpUser user) {
        return policy.owesSecondFactor(user);
    }
}
