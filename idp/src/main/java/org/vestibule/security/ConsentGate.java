package org.vestibule.security;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.consent.Consents;
import org.vestibule.security.Gate.Step;
import org.vestibule.security.Gate.StepDecision;
import org.vestibule.session.SessionAuthentication;

/** The last question before a code: whether the person lets the LMS know what it asks for (OID-14). */
@Component
class ConsentGate implements AuthorizationManager<RequestAuthorizationContext> {

    private final AuthorizeGate proof;
    private final Consents consents;
    private final Clients clients;

    ConsentGate(AuthorizeGate proof, Consents consents, Clients clients) {
        this.proof = proof;
        this.consents = consents;
        this.clients = clients;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        AuthorizationResult proven = proof.authorize(authentication, context);
        return proven.isGranted() && authentication.get() instanceof SessionAuthentication session
                ? new StepDecision(missing(session, context.getRequest()))
                : proven;
    }

    private Step missing(SessionAuthentication session, HttpServletRequest request) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = AuthorizationRequests.validated(request);
        if (asked == null || asked.getScopes().isEmpty()) {
            return Step.NONE;
        }
        boolean anew =
                AuthorizationRequests.prompts(asked.getAdditionalParameters()).contains("consent");
        Optional<LmsClient> client = clients.byClientId(asked.getClientId())
                .filter(found -> anew || found.metadata().consent());
        return client.map(found -> consents.state(
                        session.getPrincipal().session(),
                        found,
                        asked.getScopes(),
                        anew,
                        AuthorizationRequests.url(request)))
                .map(state -> switch (state) {
                    case GIVEN -> Step.NONE;
                    case MISSING -> Step.CONSENT;
                    case REFUSED -> Step.REFUSED;
                })
                .orElse(Step.NONE);
    }
}
