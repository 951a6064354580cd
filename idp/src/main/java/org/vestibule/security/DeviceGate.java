package org.vestibule.security;

import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.vestibule.client.LmsClient;
import org.vestibule.device.Devices;
import org.vestibule.security.Gate.StepDecision;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;

/**
 * Whether a person may decide about a device: signed in as for any page, and with the proof that its application demands
 * before any token (OID-11).
 */
@Component
class DeviceGate implements AuthorizationManager<RequestAuthorizationContext> {

    private static final String PATH = "/device/";

    private final Gate pages;
    private final AuthorizeGate proof;
    private final Devices devices;

    DeviceGate(Gate pages, AuthorizeGate proof, Devices devices) {
        this.pages = pages;
        this.proof = proof;
        this.devices = devices;
    }

    static boolean guards(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PATH);
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        AuthorizationResult signedIn = pages.signedIn().authorize(authentication, context);
        if (signedIn == null
                || !signedIn.isGranted()
                || !(authentication.get() instanceof SessionAuthentication session)) {
            return signedIn == null ? new StepDecision(Gate.Step.FORBIDDEN) : signedIn;
        }
        IdpUser user = session.getPrincipal();
        return devices.application(user.session(), context.getVariables().get("id"))
                .map(LmsClient::clientId)
                .<AuthorizationResult>map(clientId -> new StepDecision(proof.level(user, Map.of(), clientId)))
                .orElse(signedIn);
    }
}
