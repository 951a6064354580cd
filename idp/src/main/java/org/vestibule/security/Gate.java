package org.vestibule.security;

import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.signin.SignInPolicy;

/**
 * The rules behind our own pages. Each answers what a visitor still lacks; {@link MissingProof} leads there. What no rule
 * names is denied.
 */
@Component
class Gate {

    private final SignInPolicy policy;

    Gate(SignInPolicy policy) {
        this.policy = policy;
    }

    /** Signed in with every factor that is owed. */
    AuthorizationManager<RequestAuthorizationContext> signedIn() {
        return rule((user, request) -> Step.NONE);
    }

    /** The same, and freshly proven (MFA-16). */
    AuthorizationManager<RequestAuthorizationContext> sensitive() {
        return rule((user, request) -> fresh(user));
    }

    /** The same, and open to whoever must set up a first second factor: the choice of a method (MFA-10). */
    AuthorizationManager<RequestAuthorizationContext> signedInOrSetUp() {
        return or(Step.SET_UP, (user, request) -> Step.NONE);
    }

    /** Freshly proven, or under the duty to set up a first second factor: the pages that do it (MFA-10). */
    AuthorizationManager<RequestAuthorizationContext> sensitiveOrSetUp() {
        return or(Step.SET_UP, (user, request) -> step(policy.missingForSetUp(user)));
    }

    /** Signed in, and open to whoever must make new recovery codes: the page that says so (MFA-14). */
    AuthorizationManager<RequestAuthorizationContext> signedInOrCodes() {
        return or(Step.RECOVERY_CODES, (user, request) -> Step.NONE);
    }

    /** Freshly proven, and open to whoever must make new recovery codes: the pages that do it. */
    AuthorizationManager<RequestAuthorizationContext> sensitiveOrCodes() {
        return or(Step.RECOVERY_CODES, (user, request) -> fresh(user));
    }

    /** An administrator with two factors (WEB-11). */
    AuthorizationManager<RequestAuthorizationContext> administrator() {
        return rule((user, request) -> administration(user));
    }

    /** An administrator, freshly proven. */
    AuthorizationManager<RequestAuthorizationContext> sensitiveAdministration() {
        return rule((user, request) -> {
            Step step = administration(user);
            return step == Step.NONE ? fresh(user) : step;
        });
    }

    /** Somebody with any role, with two factors; {@link StaffGate} says who may see which page. */
    AuthorizationManager<RequestAuthorizationContext> staff() {
        return rule((user, request) -> staff(user));
    }

    /** The same, freshly proven. */
    AuthorizationManager<RequestAuthorizationContext> sensitiveStaff() {
        return rule((user, request) -> {
            Step step = staff(user);
            return step == Step.NONE ? fresh(user) : step;
        });
    }

    private Step administration(IdpUser user) {
        return user.user().isAdministrator() ? staff(user) : Step.FORBIDDEN;
    }

    private Step staff(IdpUser user) {
        return user.user().isStaff() ? step(policy.missingForAdministration(user)) : Step.FORBIDDEN;
    }

    private Step fresh(IdpUser user) {
        return step(policy.missingForSensitive(user));
    }

    private static Step step(SignInPolicy.Missing missing) {
        return switch (missing) {
            case NOTHING -> Step.NONE;
            case PASSWORD -> Step.CONFIRM;
            case SECOND_FACTOR -> Step.SECOND_FACTOR;
            case APP_SET_UP -> Step.APP_SET_UP;
        };
    }

    private AuthorizationManager<RequestAuthorizationContext> rule(Rule rule) {
        return (authentication, context) -> decide(authentication, context.getRequest(), rule);
    }

    private AuthorizationResult decide(
            Supplier<? extends @Nullable Authentication> authentication, HttpServletRequest request, Rule rule) {
        if (!(authentication.get() instanceof SessionAuthentication session)) {
            return new StepDecision(Step.PASSWORD);
        }
        IdpUser user = session.getPrincipal();
        Step due = due(policy.due(user));
        return new StepDecision(due == Step.NONE ? rule.missing(user, request) : due);
    }

    /** What comes before everything else. */
    static Step due(SignInPolicy.Due due) {
        return switch (due) {
            case NOTHING -> Step.NONE;
            case PASSWORD -> Step.PASSWORD;
            case SECOND_FACTOR -> Step.SECOND_FACTOR;
            case SET_UP -> Step.SET_UP;
            case RECOVERY_CODES -> Step.RECOVERY_CODES;
        };
    }

    /** What is due does not keep anybody from the pages that do it; these have their own rule instead. */
    private AuthorizationManager<RequestAuthorizationContext> or(Step allowed, Rule rule) {
        return (authentication, context) -> {
            HttpServletRequest request = context.getRequest();
            AuthorizationResult decision = decide(authentication, request, rule);
            return decision instanceof StepDecision missing
                            && missing.step() == allowed
                            && authentication.get() instanceof SessionAuthentication session
                    ? new StepDecision(
                            allowed == Step.SET_UP ? Step.NONE : rule.missing(session.getPrincipal(), request))
                    : decision;
        };
    }

    private interface Rule {
        Step missing(IdpUser user, HttpServletRequest request);
    }

    /** What a visitor is led to. */
    enum Step {
        NONE,
        PASSWORD,
        /** The password again, both factors asked anew. */
        PASSWORD_ANEW,
        CONFIRM,
        SECOND_FACTOR,
        APP_SET_UP,
        /** A first second factor of the person's choice, because the administrator's rule wants it. */
        SET_UP,
        /** New recovery codes in place of the used ones. */
        RECOVERY_CODES,
        /** The person's word that the LMS may know what it asks for. */
        CONSENT,
        /** That word was refused. */
        REFUSED,
        FORBIDDEN,
        /** The LMS demands a proof that this person cannot give. */
        UNMET,
        /** The pushed request has given a code already. */
        SPENT
    }

    /** A decision that knows what is missing. */
    static final class StepDecision extends AuthorizationDecision {

        private final Step step;

        StepDecision(Step step) {
            super(step == Step.NONE);
            this.step = step;
        }

        Step step() {
            return step;
        }
    }
}
