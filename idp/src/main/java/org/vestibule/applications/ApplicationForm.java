package org.vestibule.applications;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClient;
import org.vestibule.client.Preset;
import org.vestibule.client.RedirectAddress;
import org.vestibule.web.Difference;

/**
 * An application as an administrator types it. Spring hands over null for what the browser did not send.
 *
 * @param clientId of a new application, made with its form: the form sent twice makes one application
 * @param preset key of the preset whose settings a new application gets; empty: none
 * @param redirectUris one a line
 * @param postLogoutRedirectUris one a line
 * @param backchannelLogoutUri one, or none
 * @param scopes with blanks between
 * @param consent {@code true} or {@code false}
 * @param requirePkce {@code true} or {@code false}
 * @param requiredAcr {@link RequiredAssurance}
 * @param version of the application that was shown when the form was made
 */
record ApplicationForm(
        String clientId,
        String preset,
        String name,
        String redirectUris,
        String postLogoutRedirectUris,
        String backchannelLogoutUri,
        String scopes,
        String consent,
        String requirePkce,
        String requiredAcr,
        String version) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int MOST_ADDRESSES = 200;
    private static final int SHOWN = 100;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    // RFC 6749, 3.3
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern MADE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    ApplicationForm {
        clientId = text(clientId);
        preset = text(preset);
        name = text(name);
        redirectUris = redirectUris == null ? "" : redirectUris;
        postLogoutRedirectUris = postLogoutRedirectUris == null ? "" : postLogoutRedirectUris;
        backchannelLogoutUri = text(backchannelLogoutUri);
        scopes = text(scopes);
        consent = String.valueOf("true".equals(consent));
        requirePkce = String.valueOf("true".equals(requirePkce));
        requiredAcr = text(requiredAcr);
        version = text(version);
    }

    /** A new application of a platform. */
    static ApplicationForm empty(String preset) {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (preset.isEmpty()) {
            keys.put("scopes", List.of("openid", "profile", "email"));
        } else {
            keys.put("preset", preset);
        }
        ClientMetadata settings = ClientMetadata.of(keys, true);
        return filled(UUID.randomUUID().toString(), "", settings, RequiredAssurance.NONE, "");
    }

    static ApplicationForm of(ListedApplication application, RequiredAssurance required) {
        LmsClient client = application.client();
        return filled(
                client.clientId(), client.name(), client.metadata(), required, String.valueOf(application.version()));
    }

    private static ApplicationForm filled(
            String clientId, String name, ClientMetadata settings, RequiredAssurance required, String version) {
        return new ApplicationForm(
                clientId,
                text(settings.preset()),
                name,
                String.join("\n", settings.redirectUris()),
                String.join("\n", settings.postLogoutRedirectUris()),
                text(settings.backchannelLogoutUri()),
                String.join(" ", settings.scopes()),
                String.valueOf(settings.consent()),
                String.valueOf(settings.requirePkce()),
                required.name(),
                version);
    }

    /** The settings that the form names, by component of ClientMetadata; the required assurance is not among them. */
    Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("redirectUris", lines(redirectUris));
        settings.put("postLogoutRedirectUris", lines(postLogoutRedirectUris));
        settings.put("backchannelLogoutUri", backchannelLogoutUri.isEmpty() ? null : backchannelLogoutUri);
        settings.put("scopes", scopeNames());
        settings.put("consent", Boolean.valueOf(consent));
        settings.put("requirePkce", Boolean.valueOf(requirePkce));
        return settings;
    }

    /** Where this and what is there now are not the same. */
    List<Difference> differences(ApplicationForm now) {
        return Stream.of(
                        Difference.typed("applications.name", now.name, name),
                        Difference.lines("applications.redirect", lines(now.redirectUris), lines(redirectUris)),
                        Difference.lines(
                                "applications.sign-out",
                                lines(now.postLogoutRedirectUris),
                                lines(postLogoutRedirectUris)),
                        Difference.typed("applications.back-channel", now.backchannelLogoutUri, backchannelLogoutUri),
                        Difference.lines("applications.scopes", now.scopeNames(), scopeNames()),
                        Difference.ticked("applications.consent", now.consent, consent),
                        Difference.ticked("applications.pkce", now.requirePkce, requirePkce),
                        new Difference(
                                "applications.required-acr", now.requiredAcr, requiredAcr, "applications.required-acr"))
                .filter(Difference::exists)
                .toList();
    }

    /** -1 for what is none. */
    long versionNumber() {
        return NUMBER.matcher(version).matches() ? Long.parseLong(version) : -1;
    }

    /** What is wrong by itself; contradictions are found elsewhere. */
    void check(BindingResult errors) {
        if (name.isEmpty()) {
            errors.rejectValue("name", "applications.name.empty");
        } else if (!plain(name)) {
            errors.rejectValue("name", "applications.name.invalid");
        }
        checkAddresses("redirectUris", redirectUris, errors);
        checkAddresses("postLogoutRedirectUris", postLogoutRedirectUris, errors);
        if (!backchannelLogoutUri.isEmpty() && !isAddress(backchannelLogoutUri, RedirectAddress::checkWeb)) {
            errors.rejectValue(
                    "backchannelLogoutUri",
                    "applications.address.invalid",
                    new Object[] {shortened(backchannelLogoutUri)},
                    null);
        }
        if (scopeNames().isEmpty()
                || !scopeNames().stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
            errors.rejectValue("scopes", "applications.scopes.invalid");
        }
        if (RequiredAssurance.of(requiredAcr).isEmpty()) {
            errors.rejectValue("requiredAcr", "applications.required-acr.invalid");
        }
    }

    /** What only a new application has, and only a changed form can spoil. */
    void checkNew(BindingResult errors) {
        if (!MADE.matcher(clientId).matches()
                || (!preset.isEmpty() && Preset.of(preset).isEmpty())) {
            errors.reject("applications.form.spoilt");
        }
    }

    private static void checkAddresses(String field, String typed, BindingResult errors) {
        List<String> addresses = lines(typed);
        if (addresses.size() > MOST_ADDRESSES) {
            errors.rejectValue(field, "applications.address.many");
        }
        addresses.stream()
                .limit(MOST_ADDRESSES)
                .filter(address -> !isAddress(address, RedirectAddress::check))
                .findFirst()
                .ifPresent(wrong -> errors.rejectValue(
                        field, "applications.address.invalid", new Object[] {shortened(wrong)}, null));
    }

    private static boolean isAddress(String typed, UnaryOperator<String> check) {
        try {
            return typed.length() <= LONGEST_ADDRESS && typed.equals(check.apply(typed));
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }

    private List<String> scopeNames() {
        return Arrays.stream(BLANKS.split(scopes))
                .filter(scope -> !scope.isEmpty())
                .distinct()
                .toList();
    }

    private static List<String> lines(String typed) {
        return typed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    /** Can be stored, and is seen as it is: people read this name where they are asked for their consent. */
    private static boolean plain(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_NAME
                && text.codePoints().noneMatch(point -> switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    case Character.FORMAT -> point != ZERO_WIDTH_JOINER && point != ZERO_WIDTH_NON_JOINER;
                    default -> false;
                });
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
