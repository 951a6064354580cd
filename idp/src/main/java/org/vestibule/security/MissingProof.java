package org.vestibule.security;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.vestibule.security.Gate.Step;
import org.vestibule.security.Gate.StepDecision;
import org.vestibule.session.HeldForms;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.signin.ReturnRequests;
import org.vestibule.signin.ReturnTo;
import org.vestibule.web.AccessDeniedPage;

/**
 * Leads a visitor to the proof that is missing and notes where to come back to. A submitted form is kept meanwhile; a
 * request that may show no page is answered to the LMS instead.
 */
@Component
class MissingProof implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** The parameter that names a form kept while its sender proved who it is. */
    static final String HELD = "held";

    private final ReturnRequests returnRequests;
    private final AuthorizationAnswers answers;
    private final HeldForms heldForms;
    private final AccessDeniedPage forbidden = new AccessDeniedPage();

    MissingProof(ReturnRequests returnRequests, AuthorizationAnswers answers, HeldForms heldForms) {
        this.returnRequests = returnRequests;
        this.answers = answers;
        this.heldForms = heldForms;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        lead(Step.PASSWORD, request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        Step step = denied instanceof AuthorizationDeniedException refused
                        && refused.getAuthorizationResult() instanceof StepDecision decision
                ? decision.step()
                : Step.FORBIDDEN;
        if (step == Step.FORBIDDEN) {
            forbidden.handle(request, response, denied);
        } else if (step == Step.SPENT) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            lead(step, request, response);
        }
    }

    private void lead(Step step, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        OAuth2AuthorizationCodeRequestAuthenticationToken authorization = AuthorizationRequests.validated(request);
        if (authorization != null && refuse(step, authorization, request, response)) {
            return;
        }
        if (request.getHeader("HX-Request") != null) {
            // ux.md section 3: the reload then meets the redirect
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        switch (step) {
            case PASSWORD, PASSWORD_ANEW -> redirect("/login", step, request, response);
            case SECOND_FACTOR -> redirect("/login/second-factor", step, request, response);
            case CONFIRM -> redirect("/login/confirm", step, request, response);
            case RECOVERY_CODES -> redirect("/account/two-factor/recovery-codes/reminder", step, request, response);
            case APP_SET_UP, SET_UP -> setUp(step, authorization, request, response);
            case CONSENT -> askConsent(authorization, request, response);
            case NONE, REFUSED, FORBIDDEN, UNMET, SPENT -> response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /**
     * Administrators are offered the app only (contract, section 6), and come back to the page they wanted. An LMS that wants
     * a second factor is returned to: with the mark of a forced sign-in that was answered already.
     */
    private void setUp(
            Step step,
            @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken authorization,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (authorization == null && !DeviceGate.guards(request)) {
            String signed = returnRequests.sign(back(request), false, null, null, request, response);
            String page = step == Step.SET_UP ? "/account/two-factor/set-up" : "/account/two-factor/totp";
            response.sendRedirect(address(page, signed));
            return;
        }
        String signed = returnRequests.sign(
                AuthorizationRequests.url(request),
                false,
                authorization == null ? null : authorization.getClientId(),
                authorization == null ? null : authorization.getRedirectUri(),
                request,
                response);
        response.sendRedirect(address("/account/two-factor/set-up", signed));
    }

    private static String address(String page, String signed) {
        return UriComponentsBuilder.fromPath(page)
                .queryParam(ReturnRequests.PARAMETER, signed)
                .build()
                .toUriString();
    }

    /** {@code prompt=none} may show nothing (OpenID Connect Core section 3.1.2.6). */
    private boolean refuse(
            Step step,
            OAuth2AuthorizationCodeRequestAuthenticationToken authorization,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        boolean silent = AuthorizationRequests.prompts(authorization.getAdditionalParameters())
                .contains("none");
        if (step == Step.UNMET || (silent && step == Step.APP_SET_UP)) {
            answers.fail(request, response, authorization, new OAuth2Error("unmet_authentication_requirements"));
            return true;
        }
        if (step == Step.REFUSED) {
            answers.fail(request, response, authorization, new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED));
            return true;
        }
        if (silent && (step == Step.SET_UP || step == Step.RECOVERY_CODES)) {
            answers.fail(request, response, authorization, new OAuth2Error("interaction_required"));
            return true;
        }
        if (silent && step == Step.CONSENT) {
            answers.fail(request, response, authorization, new OAuth2Error("consent_required"));
            return true;
        }
        if (silent) {
            answers.fail(request, response, authorization, new OAuth2Error("login_required"));
            return true;
        }
        return false;
    }

    private void redirect(String page, Step step, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationToken authorization = AuthorizationRequests.validated(request);
        // a forced sign-in that was answered stays answered when only the second factor is wanted beyond it
        boolean answered = (step == Step.SECOND_FACTOR || step == Step.RECOVERY_CODES) && authorization != null;
        String signed = returnRequests.sign(
                answered ? AuthorizationRequests.provenUrl(request) : back(request),
                step == Step.PASSWORD_ANEW || (authorization != null && asksAnew(authorization)),
                authorization == null ? null : authorization.getClientId(),
                authorization == null ? null : authorization.getRedirectUri(),
                request,
                response);
        response.sendRedirect(address(page, signed));
    }

    /** The proof of a forced sign-in stays in the address: it is not spent before the code. */
    private void askConsent(
            @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken authorization,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (authorization == null) {
            throw new IllegalStateException("consent is asked for an authorization request only");
        }
        String signed = returnRequests.signForConsent(
                AuthorizationRequests.provenUrl(request),
                authorization.getClientId(),
                authorization.getRedirectUri(),
                authorization.getScopes(),
                request,
                response);
        response.sendRedirect(address("/consent", signed));
    }

    /** Somebody who was not signed in at all must not be asked a second time when this sign-in is complete. */
    private static boolean asksAnew(OAuth2AuthorizationCodeRequestAuthenticationToken authorization) {
        Map<String, Object> parameters = authorization.getAdditionalParameters();
        return session() == null
                && (AuthorizationRequests.prompts(parameters).stream()
                                .anyMatch(prompt -> prompt.equals("login") || prompt.equals("select_account"))
                        || AuthorizationRequests.maxAge(parameters).isPresent());
    }

    /** Where the visitor comes back to: a page as it was asked for, a form's page with what was typed. */
    private String back(HttpServletRequest request) {
        if (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod())) {
            return AuthorizationRequests.without(ReturnTo.PROOF, AuthorizationRequests.provenUrl(request));
        }
        SessionAuthentication session = session();
        return session == null
                ? request.getRequestURI()
                : request.getRequestURI()
                        + '?'
                        + HELD
                        + '='
                        + heldForms.hold(session.getPrincipal().session().id(), typed(request));
    }

    private static @Nullable SessionAuthentication session() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication session
                ? session
                : null;
    }

    private static Map<String, List<String>> typed(HttpServletRequest request) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (String name : Collections.list(request.getParameterNames())) {
            if (!name.equals("_csrf")) {
                typed.put(name, List.of(request.getParameterValues(name)));
            }
        }
        return typed;
    }
}
