package org.vestibule.signin;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.enrollment.spi.FactorOption;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.trust.TrustedBrowsers;
import org.vestibule.user.User;

/** Which methods a person can use now: their own ones that the administrator allows (MFA-15). */
@Component
class FactorChoices {

    private final List<SecondFactor> factors;
    private final SignInPolicy policy;
    private final TrustedBrowsers trusted;

    FactorChoices(List<SecondFactor> factors, SignInPolicy policy, TrustedBrowsers trusted) {
        this.trusted = trusted;
        this.factors = factors.stream()
                .sorted(Comparator.comparing(SecondFactor::method))
                .toList();
        this.policy = policy;
    }

    /** The preferred one first, recovery codes last. */
    List<SecondFactor> of(IdpUser user, FactorRequest request) {
        return of(user.user(), user.enrolled(), request).stream()
                .filter(factor -> factor.method() != FactorMethod.SET_UP_MAIL || policy.owesConfirmation(user))
                .toList();
    }

    /** The same for somebody whose session has just begun. */
    private List<SecondFactor> of(User user, Set<FactorMethod> enrolled, FactorRequest request) {
        SecuritySettings settings = policy.settings();
        return factors.stream()
                .filter(factor -> factor.allowed(settings)
                        && hasPlace(factor.method(), user, enrolled, request, settings)
                        && factor.usable(request))
                .sorted(Comparator.comparing(factor -> !factor.method().id().equals(user.preferredMethod())))
                .toList();
    }

    /** Asked before the method itself, which looks into the database. */
    private boolean hasPlace(
            FactorMethod method,
            User user,
            Set<FactorMethod> enrolled,
            FactorRequest request,
            SecuritySettings settings) {
        return switch (method) {
            // does not stand in for a factor that must be set up
            case MAIL_CODE -> enrolled.isEmpty() && !policy.mustSetUp(user);
            // of use to whoever wants a factor, or gets no further without one
            case SET_UP_MAIL ->
                (request.purpose() == FactorRequest.Purpose.STEP_UP || !enrolled.isEmpty() || policy.mustSetUp(user))
                        && policy.mailConfirms(settings, user, enrolled);
            default -> true;
        };
    }

    /**
     * Sends the code of the method that the page begins with: the preferred one, or the only one. For a POST that has just
     * proven the password, and outside of transactions: a gateway that hangs must not hold a connection (SMS-15).
     */
    void sendFirst(User user, Set<FactorMethod> enrolled, FactorRequest request) {
        of(user, enrolled, request).stream().findFirst().ifPresent(factor -> factor.send(request));
    }

    /** For how many days the person may trust this browser after this factor, 0: not at all. A way back in is no habit. */
    int trustOffered(IdpUser user, SecondFactor factor) {
        return factor.method() == FactorMethod.RECOVERY_CODE || factor.method().isGivenCode()
                ? 0
                : trusted.offered(user);
    }

    /** The one with this id among a person's choices, or the first where no id is given. */
    static Optional<SecondFactor> pick(List<SecondFactor> choices, @Nullable String method) {
        return choices.stream()
                .filter(factor -> method == null || factor.method().id().equals(method))
                .findFirst();
    }

    /** A page that comes between a sign-in and what it was for; none where somebody signed in already proves a factor again. */
    Optional<String> reminder(FactorRequest request) {
        return request.purpose() == FactorRequest.Purpose.SIGN_IN
                ? factors.stream()
                        .flatMap(factor -> factor.reminder(request).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** Which of several phones is meant by an id; null where none of this person's is (MFA-03). */
    static @Nullable UUID chosen(SecondFactor factor, FactorRequest request, @Nullable String id) {
        return factor.options(request).stream()
                .map(FactorOption::enrollmentId)
                .filter(Objects::nonNull)
                .filter(option -> option.toString().equals(id))
                .findFirst()
                .orElse(null);
    }

    static FactorRequest request(IdpUser user, @Nullable String sourceIp) {
        return new FactorRequest(
                user.id(),
                user.session().id(),
                user.session().complete() ? FactorRequest.Purpose.STEP_UP : FactorRequest.Purpose.SIGN_IN,
                sourceIp);
    }

    /** The lines of the chooser: one for each method, or for each of several phones. */
    static List<Choice> lines(List<SecondFactor> choices, FactorRequest request) {
        return choices.stream()
                .flatMap(factor -> factor.options(request).stream()
                        .map(option -> new Choice(factor.method(), option.enrollmentId(), option.prompt())))
                .toList();
    }

    /** A line of the chooser. */
    record Choice(FactorMethod method, @Nullable UUID factor, FactorPrompt prompt) {

        Choice(FactorMethod method, FactorPrompt prompt) {
            this(method, null, prompt);
        }
    }
}
