package org.vestibule.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a learning platform can and cannot do, as settings of its client. Every setting of a preset gives way to one that is
 * named beside it. {@code docs/lms} tells what to type on the platform's side.
 */
public enum Preset {
    /** Sends neither a code challenge nor a nonce. */
    MOODLE,
    /** Microsoft's plug-in: finds people by {@code upn} and takes the answer by form_post. */
    MOODLE_AUTH_OIDC,
    /** Checks the whole ID token, a nonce among it. */
    CANVAS,
    /** social-core: RS256 only, always a nonce. */
    OPEN_EDX,
    /** Reads UserInfo only; its library sends a nonce. */
    ILIAS,
    /** Plain OAuth 2: reads UserInfo only and knows no nonce. */
    CHAMILO,
    /** Reads UserInfo only; its pages name neither PKCE nor a nonce. */
    TALENTLMS,
    /** Its pages name neither PKCE nor a nonce. */
    DOCEBO,
    /** Ours, for trying things out: proves its codes, and is told of sign-outs. */
    SAMPLE_LMS;

    private static final String METHODS = "authenticationMethods";
    private static final String GRANTS = "grantTypes";
    private static final String REQUIRE_NONCE = "requireNonce";

    /** Whether the platform finds people by {@code upn}, which is then the user name. */
    public boolean needsUpn() {
        return this == MOODLE_AUTH_OIDC;
    }

    /** As the import file writes it, such as {@code moodle-auth-oidc}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Preset> of(String key) {
        return Stream.of(values()).filter(preset -> preset.key().equals(key)).findFirst();
    }

    /** What the preset that {@code keys} name says about everything they do not name; nothing without a preset. */
    public static Map<String, Object> settings(Map<String, ?> keys) {
        Map<String, Object> unnamed = new LinkedHashMap<>();
        if (keys.get("preset") instanceof String key) {
            of(key).ifPresent(preset -> unnamed.putAll(preset.settings()));
            unnamed.keySet().removeAll(keys.keySet());
        }
        return unnamed;
    }

    public static List<String> keys() {
        return Stream.of(values()).map(Preset::key).toList();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of(
                METHODS,
                List.of("client_secret_basic", "client_secret_post"),
                "scopes",
                List.of("openid", "profile", "email"),
                "requirePkce",
                false,
                "idTokenSignedResponseAlg",
                "RS256",
                "claimsInIdToken",
                true));
        settings.putAll(own());
        return settings;
    }

    private Map<String, Object> own() {
        return switch (this) {
            case MOODLE -> Map.of(GRANTS, List.of("authorization_code", "refresh_token"));
            case MOODLE_AUTH_OIDC ->
                Map.of(REQUIRE_NONCE, true, GRANTS, List.of("authorization_code", "refresh_token"));
            case CANVAS -> Map.of(REQUIRE_NONCE, true, METHODS, List.of("client_secret_post"));
            case OPEN_EDX, ILIAS -> Map.of(REQUIRE_NONCE, true);
            case CHAMILO -> Map.of(METHODS, List.of("client_secret_post"));
            case TALENTLMS, DOCEBO -> Map.of();
            case SAMPLE_LMS ->
                Map.of(
                        "requirePkce",
                        true,
                        "scopes",
                        List.of("openid", "profile", "email", "groups", "offline_access"),
                        GRANTS,
                        List.of("authorization_code", "refresh_token"));
        };
    }
}
