package org.vestibule.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of a client, named as RFC 7591 and the import file name them (contract, section 5). Stored as JSON; what an
 * older row lacks gets its default.
 *
 * @param authenticationMethods {@code client_secret_basic}, {@code client_secret_post}, {@code private_key_jwt},
 *     {@code tls_client_auth}, {@code self_signed_tls_client_auth} or {@code none}
 * @param jwks the client's public keys as a JSON Web Key Set; never beside {@code jwksUri}
 * @param jwksUri where the client publishes them
 * @param grantTypes {@code authorization_code}, {@code refresh_token}, {@code client_credentials},
 *     {@code urn:ietf:params:oauth:grant-type:device_code}, {@code urn:ietf:params:oauth:grant-type:token-exchange}
 * @param redirectUris compared as exact strings (OID-02)
 * @param backchannelLogoutUri where sign-outs are told by the server
 * @param frontchannelLogoutUri where sign-outs are told by the browser
 * @param requirePkce whether a code challenge is demanded; only a confidential client may do without
 * @param consent whether the person is asked before the first token
 * @param requiredAcr the level below which this client gets no token, null: none
 * @param acrNames what the steps of the ladder, {@code sfa} and {@code mfa}, are called at this client, where that is not
 *     what they are called everywhere
 * @param requireNonce whether an OpenID request needs a nonce
 * @param claimsInIdToken whether claims of the scopes are in the ID token too
 * @param authenticationInUserInfo whether UserInfo has amr, acr and auth_time
 * @param accessTokenAudience the audience of access tokens, null: the issuer
 * @param exchangeAudiences for whom the client may get tokens in exchange for a person's; empty without that grant type
 * @param accessTokenFormat {@code jwt} or {@code opaque}
 * @param idTokenLife how long an ID token is valid, null: the default
 * @param idTokenSignedResponseAlg {@code RS256}, {@code ES256} or {@code PS256}
 * @param subjectType {@code public} or {@code pairwise}
 * @param sectorIdentifierUri whose host is the sector of a pairwise {@code sub}; null: the host of the redirect addresses
 * @param initiateLoginUri where a sign-in that others initiate begins at the client, told back to a client that registered it
 * @param refreshGrace how long after its use a refresh token is answered again, zero: never
 * @param requirePushedAuthorizationRequests whether a request counts only when the client pushed it (RFC 9126)
 * @param fapi2 whether the FAPI 2.0 Security Profile holds for this client: its settings must fit, and its refresh tokens stay
 * @param dpopBoundAccessTokens whether tokens are only given to, and bound to, a proven key (RFC 9449)
 * @param tlsClientAuthSubjectDn whose certificate {@code tls_client_auth} takes (RFC 8705, section 2.1.2)
 * @param tlsClientCertificateBoundAccessTokens whether access tokens are good only with the certificate that they were got
 *     with
 * @param preset the {@link Preset#key() key} of the LMS preset that these settings came from
 */
public record ClientMetadata(
        List<String> authenticationMethods,
        @Nullable Map<String, Object> jwks,
        @Nullable String jwksUri,
        List<String> grantTypes,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        @Nullable String frontchannelLogoutUri,
        List<String> scopes,
        boolean requirePkce,
        boolean consent,
        @Nullable String requiredAcr,
        Map<String, String> acrNames,
        boolean requireNonce,
        boolean claimsInIdToken,
        boolean authenticationInUserInfo,
        @Nullable String accessTokenAudience,
        List<String> exchangeAudiences,
        String accessTokenFormat,
        @Nullable Duration idTokenLife,
        String idTokenSignedResponseAlg,
        String subjectType,
        @Nullable String sectorIdentifierUri,
        @Nullable String initiateLoginUri,
        Duration refreshGrace,
        boolean requirePushedAuthorizationRequests,
        boolean fapi2,
        boolean dpopBoundAccessTokens,
        @Nullable String tlsClientAuthSubjectDn,
        boolean tlsClientCertificateBoundAccessTokens,
        @Nullable String preset) {

    /** No ID token is good for longer; the key that signed it stays published as long. */
    public static final Duration LONGEST_ID_TOKEN_LIFE = Duration.ofDays(1);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    // a misspelt key must not become a default
    private static final JsonMapper STRICT = JSON.rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    /** How clients authenticate by a certificate (RFC 8705, section 2). */
    static final List<String> TLS_METHODS = List.of("tls_client_auth", "self_signed_tls_client_auth");

    /** What the FAPI 2.0 Security Profile leaves as usual; {@link ClientRules} says what else it takes. */
    private static final Map<String, Object> FAPI2 = Map.of(
            "authenticationMethods",
            List.of("private_key_jwt"),
            "requirePushedAuthorizationRequests",
            true,
            "dpopBoundAccessTokens",
            true,
            "idTokenSignedResponseAlg",
            "PS256");

    private static final TypeReference<Map<String, Object>> KEYS = new TypeReference<>() {};

    // a row written by an older release lacks the newer components
    @SuppressWarnings("DataFlowIssue")
    public ClientMetadata {
        authenticationMethods = List.copyOf(authenticationMethods);
        jwks = jwks == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(jwks));
        grantTypes = List.copyOf(grantTypes);
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        scopes = List.copyOf(scopes);
        acrNames = acrNames == null ? Map.of() : Map.copyOf(acrNames);
        exchangeAudiences = exchangeAudiences == null ? List.of() : List.copyOf(exchangeAudiences);
        accessTokenFormat = Objects.requireNonNullElse(accessTokenFormat, "jwt");
        idTokenSignedResponseAlg = Objects.requireNonNullElse(idTokenSignedResponseAlg, "RS256");
        subjectType = Objects.requireNonNullElse(subjectType, "public");
        refreshGrace = Objects.requireNonNullElse(refreshGrace, Duration.ZERO);
    }

    /**
     * The settings that {@code keys} name, by component, the others with their defaults.
     *
     * @throws tools.jackson.core.JacksonException for a key that is no component, or a value of another type
     */
    public static ClientMetadata of(Map<String, ?> keys, boolean confidential) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of(
                "authenticationMethods", List.of(confidential ? "client_secret_basic" : "none"),
                "grantTypes", List.of("authorization_code"),
                "redirectUris", List.of(),
                "postLogoutRedirectUris", List.of(),
                "scopes", List.of("openid"),
                "requirePkce", true,
                "claimsInIdToken", true,
                "authenticationInUserInfo", true));
        all.putAll(Preset.settings(keys));
        if (Boolean.TRUE.equals(keys.get("fapi2"))) {
            all.putAll(FAPI2);
            if (keys.get("authenticationMethods") instanceof List<?> methods
                    && methods.stream().anyMatch(TLS_METHODS::contains)) {
                all.putAll(Map.of("dpopBoundAccessTokens", false, "tlsClientCertificateBoundAccessTokens", true));
            }
        }
        all.putAll(keys);
        return STRICT.convertValue(all, ClientMetadata.class);
    }

    /** These settings with those that {@code keys} name in place of the former ones. */
    public ClientMetadata with(Map<String, ?> keys) {
        Map<String, Object> all = new LinkedHashMap<>(JSON.convertValue(this, KEYS));
        // one stands in place of the other
        if (keys.containsKey("jwks") != keys.containsKey("jwksUri")) {
            all.remove(keys.containsKey("jwks") ? "jwksUri" : "jwks");
        }
        all.putAll(keys);
        return STRICT.convertValue(all, ClientMetadata.class);
    }

    /** Whether access tokens are looked up here instead of read. */
    public boolean opaqueAccessTokens() {
        return "opaque".equals(accessTokenFormat);
    }

    /** Whether persons have another {@code sub} here than at the LMSs of other hosts. */
    public boolean pairwise() {
        return "pairwise".equals(subjectType);
    }

    /** Whether this is a public client with a redirect address at an origin such as {@code https://app.example.org}. */
    public boolean runsAt(String origin) {
        return authenticationMethods.contains("none")
                && redirectUris.stream().map(ClientRules::origin).anyMatch(origin::equals);
    }

    /** The method by which the client authenticates with a certificate; empty where it has another one. */
    public Optional<String> tlsMethod() {
        return authenticationMethods.stream().filter(TLS_METHODS::contains).findFirst();
    }

    static ClientMetadata stored(String json) {
        return JSON.readValue(json, ClientMetadata.class);
    }

    String toStore() {
        return JSON.writeValueAsString(this);
    }
}
