package org.vestibule.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.spi.FactorPrompt;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.enrollment.spi.SecondFactor;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettingsStore;

/** One card for each method that a person has or may set up. */
@Component
class FactorCards {

    private static final List<FactorMethod> ORDER = List.of(FactorMethod.TOTP, FactorMethod.SMS);

    private final Enrollments enrollments;
    private final Map<FactorMethod, SecondFactor> factors;
    private final SecuritySettingsStore settings;
    private final Offers offers;

    FactorCards(Enrollments enrollments, List<SecondFactor> factors, SecuritySettingsStore settings, Offers offers) {
        this.enrollments = enrollments;
        this.factors = factors.stream().collect(Collectors.toMap(SecondFactor::method, Function.identity()));
        this.settings = settings;
        this.offers = offers;
    }

    /**
     * A method on the overview.
     *
     * @param id of the method: its place in addresses and message keys
     * @param since when it was confirmed, null where the person does not have it
     * @param lastUsed null if never, or where the person does not have it
     * @param prompt what the method says about itself, the masked number for example; null where the person does not have it
     * @param usable whether the administrator lets this person use it at sign-in
     */
    record Card(
            String id,
            @Nullable String since,
            @Nullable String lastUsed,
            @Nullable FactorPrompt prompt,
            boolean usable,
            boolean offered,
            boolean removable) {

        public boolean on() {
            return since != null;
        }
    }

    /** Known methods in the order of the pages. */
    static List<String> inOrder(Collection<FactorMethod> methods) {
        return ORDER.stream().filter(methods::contains).map(FactorMethod::id).toList();
    }

    List<Card> of(IdpUser user, Locale locale) {
        SecuritySettings current = settings.current();
        List<FactorMethod> offered = offers.to(user);
        Map<FactorMethod, Enrollment> active = enrollments.active(user.id()).stream()
                .collect(Collectors.toMap(Enrollment::method, Function.identity()));
        return ORDER.stream()
                .filter(method -> active.containsKey(method) || offered.contains(method))
                .flatMap(method -> Stream.ofNullable(factors.get(method)))
                .map(factor -> {
                    Enrollment enrollment = active.get(factor.method());
                    return new Card(
                            factor.method().id(),
                            enrollment == null ? null : date(enrollment.confirmedAt(), locale),
                            enrollment == null ? null : date(enrollment.lastUsedAt(), locale),
                            enrollment == null ? null : factor.prompt(request(user)),
                            factor.allowed(current) && (enrollment == null || factor.usable(request(user))),
                            offered.contains(factor.method()),
                            offers.removable(user, factor.method()));
                })
                .toList();
    }

    private static FactorRequest request(IdpUser user) {
        return new FactorRequest(user.id(), user.session().id(), FactorRequest.Purpose.STEP_UP, null);
    }

    private static @Nullable String date(@Nullable Instant instant, Locale locale) {
        return instant == null
                ? null
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale)
                        .format(instant.atZone(ZoneOffset.UTC));
    }
}
