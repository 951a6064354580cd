package org.vestibule.security;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.vestibule.pushed.PushedRequests;
import org.vestibule.security.Gate.Step;
import org.vestibule.security.Gate.StepDecision;

/** When nothing is missing for a code: a pushed request gives one to the first that comes so far, and to nobody else. */
@Component
class PushedRequestGate implements AuthorizationManager<RequestAuthorizationContext> {

    private final ConsentGate consent;
    private final PushedRequests requests;

    PushedRequestGate(ConsentGate consent, PushedRequests requests) {
        this.consent = consent;
        this.requests = requests;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        AuthorizationResult result = consent.authorize(authentication, context);
        PushedAddress pushed = PushedAddress.of(context.getRequest());
        return !result.isGranted() || pushed == null || requests.spend(pushed.requestUri(), pushed.clientId())
                ? result
                : new StepDecision(Step.SPENT);
    }
}
