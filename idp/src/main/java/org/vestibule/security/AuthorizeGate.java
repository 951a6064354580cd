package org.vestibule.security;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.security.Gate.Step;
import org.vestibule.security.Gate.StepDecision;
import org.vestibule.session.Assurance;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.session.SignInSession;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.signin.ReturnRequests;
import org.vestibule.signin.ReturnTo;
import org.vestibule.signin.SignInPolicy;
import org.vestibule.token.AcrNames;
import org.vestibule.token.ClaimsParameter;

/**
 * Whether an authorization request may be answered with a code: signed in with every factor owed, both given anew where the
 * LMS asks for that, and at the level it asks for (OID-11 to OID-13).
 */
@Component
class AuthorizeGate implements AuthorizationManager<RequestAuthorizationContext> {

    private final SignInPolicy policy;
    private final AcrNames acrNames;
    private final Clients clients;
    private final SecuritySettingsStore settings;
    private final MeantPerson meantPerson;
    private final Clock clock;

    AuthorizeGate(
            SignInPolicy policy,
            AcrNames acrNames,
            Clients clients,
            SecuritySettingsStore settings,
            MeantPerson meantPerson,
            Clock clock) {
        this.meantPerson = meantPerson;
        this.policy = policy;
        this.acrNames = acrNames;
        this.clients = clients;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        return authentication.get() instanceof SessionAuthentication session
                ? new StepDecision(missing(session.getPrincipal(), request))
                : new StepDecision(Step.PASSWORD);
    }

    private Step missing(IdpUser user, HttpServletRequest request) {
        Map<String, Object> parameters = AuthorizationRequests.parameters(request);
        String clientId = AuthorizationRequests.clientId(request);
        SignInPolicy.Due due = policy.due(user);
        if (due == SignInPolicy.Due.SET_UP && parameters.containsKey(ReturnTo.CANCELLED)) {
            return Step.REFUSED;
        }
        if (forced(user.session(), parameters, request) || meantPerson.isAnother(user, parameters, clientId)) {
            return Step.PASSWORD_ANEW;
        }
        if (due != SignInPolicy.Due.NOTHING) {
            return Gate.due(due);
        }
        // whoever says how old a proof may be wants both (MFA-12)
        if (AuthorizationRequests.maxAge(parameters).isPresent() && policy.onlyTrusted(user)) {
            return Step.SECOND_FACTOR;
        }
        Step step = level(user, parameters, clientId);
        return step == Step.APP_SET_UP && parameters.containsKey(ReturnTo.CANCELLED) ? Step.REFUSED : step;
    }

    /** {@code prompt=login}, or {@code max_age} with an older proof; only its own completion answers it. */
    private boolean forced(SignInSession session, Map<String, Object> parameters, HttpServletRequest request) {
        Set<String> prompts = AuthorizationRequests.prompts(parameters);
        // whoever is to choose an account does so on the sign-in page
        boolean asked = prompts.contains("login")
                || prompts.contains("select_account")
                || AuthorizationRequests.maxAge(parameters)
                        .filter(age -> !session.authTime().plus(age).isAfter(clock.instant()))
                        .isPresent();
        return asked && !ReturnRequests.answers(session, AuthorizationRequests.provenUrl(request));
    }

    /** Whether the proof is good enough for this client, and for what the request asks. */
    Step level(IdpUser user, Map<String, Object> parameters, String clientId) {
        Assurance reached = Assurance.of(user.session());
        Optional<ClientMetadata> client = clients.byClientId(clientId).map(LmsClient::metadata);
        AcrNames names = client.map(acrNames::at).orElse(acrNames);
        Optional<Assurance> required = client.flatMap(acrNames::required);
        if (required.isPresent() && !reached.covers(required.get())) {
            return user.enrolled().isEmpty() ? setUpOrRefuse() : Step.SECOND_FACTOR;
        }
        Optional<Step> essential = essential(user, reached, parameters, names);
        if (essential.isPresent()) {
            return essential.get();
        }
        List<Assurance> wanted = Arrays.stream(
                        AuthorizationRequests.text(parameters, "acr_values").split(" "))
                .flatMap(name -> names.assurance(name).stream())
                .toList();
        if (wanted.isEmpty() || user.enrolled().isEmpty()) {
            // voluntary: whoever cannot do more gets a token that says what was reached
            return Step.NONE;
        }
        // in order of preference (OpenID Connect Core section 3.1.2.1); where no page may be shown, any of them will do
        boolean good = AuthorizationRequests.prompts(parameters).contains("none")
                ? wanted.stream().anyMatch(reached::covers)
                : reached.covers(wanted.get(0));
        return good ? Step.NONE : Step.SECOND_FACTOR;
    }

    /** An essential {@code acr} is met or refused (OpenID Connect Core section 5.5.1.1); empty: it asks for nothing more. */
    private Optional<Step> essential(IdpUser user, Assurance reached, Map<String, Object> parameters, AcrNames names) {
        List<String> wanted = ClaimsParameter.parse(AuthorizationRequests.text(parameters, ClaimsParameter.NAME))
                .essentialAcr();
        if (wanted == null || wanted.isEmpty()) {
            return Optional.empty();
        }
        List<Assurance> values =
                wanted.stream().flatMap(name -> names.assurance(name).stream()).toList();
        if (values.stream().anyMatch(reached::covers)) {
            return Optional.empty();
        }
        if (values.isEmpty()) {
            return Optional.of(Step.UNMET);
        }
        return Optional.of(user.enrolled().isEmpty() ? setUpOrRefuse() : Step.SECOND_FACTOR);
    }

    private Step setUpOrRefuse() {
        return settings.current().offersApp() || settings.current().offersTextMessages() ? Step.APP_SET_UP : Step.UNMET;
    }
}
