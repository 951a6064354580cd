package org.vestibule.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
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

    private final OwnFactors own;
    private final Map<FactorMethod, SecondFactor> factors;
    private final SecuritySettingsStore settings;
    private final Offers offers;

    FactorCards(OwnFactors own, List<SecondFactor> factors, SecuritySettingsStore settings, Offers offers) {
        this.own = own;
        this.factors = factors.stream().collect(Collectors.toMap(SecondFactor::method, Function.identity()));
        this.settings = settings;
        this.offers = offers;
    }

    /**
     * A method on the overview.
     *
     * @param id of the method: its place in addresses and message keys
     * @param factors the apps or phones that the person has
     * @param usable whether the administrator lets this person use it at sign-in
     * @param offered whether one may be set up now
     */
    record Card(String id, List<Factor> factors, boolean usable, boolean offered) {

        public boolean on() {
            return !factors.isEmpty();
        }

        public boolean full() {
            return factors.size() >= Enrollments.MOST;
        }
    }

    /**
     * An app or a phone.
     *
     * @param since when it was confirmed
     * @param lastUsed null if never
     * @param number masked, null where it is no phone
     */
    record Factor(
            String id,
            String name,
            String since,
            @Nullable String lastUsed,
            @Nullable String number,
            boolean removable) {}

    /** Known methods in the order of the pages. */
    static List<String> inOrder(Collection<FactorMethod> methods) {
        return ORDER.stream().filter(methods::contains).map(FactorMethod::id).toList();
    }

    List<Card> of(IdpUser user, Locale locale) {
        SecuritySettings current = settings.current();
        List<FactorMethod> offered = offers.to(user);
        Map<FactorMethod, List<Enrollment>> active =
                own.all(user).stream().collect(Collectors.groupingBy(Enrollment::method));
        return ORDER.stream()
                .filter(method -> active.containsKey(method) || offered.contains(method))
                .flatMap(method -> Stream.ofNullable(factors.get(method)))
                .map(factor -> {
                    List<Enrollment> having = active.getOrDefault(factor.method(), List.of());
                    return new Card(
                            factor.method().id(),
                            having.stream()
                                    .map(one -> factor(user, factor, one, having.size() > 1, locale))
                                    .toList(),
                            factor.allowed(current) && (having.isEmpty() || factor.usable(request(user))),
                            offered.contains(factor.method()));
                })
                .toList();
    }

    private Factor factor(IdpUser user, SecondFactor factor, Enrollment one, boolean several, Locale locale) {
        return new Factor(
                one.id().toString(),
                own.name(one, locale),
                Objects.requireNonNullElse(date(one.confirmedAt(), locale), ""),
                date(one.lastUsedAt(), locale),
                number(user, factor, one),
                several || offers.removable(user, one.method()));
    }

    /** What the method says of this one in the chooser, where it tells one from another: the masked number. */
    private static @Nullable String number(IdpUser user, SecondFactor factor, Enrollment one) {
        return factor.options(request(user)).stream()
                .filter(option -> one.id().equals(option.enrollmentId()))
                .flatMap(option -> option.prompt().helpArguments().stream())
                .map(Object::toString)
                .findFirst()
                .orElse(null);
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
