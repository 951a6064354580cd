package org.vestibule.registration;

import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.vestibule.client.RedirectAddress;

import tools.jackson.databind.JsonNode;

/**
 * A registration request as the components of ClientMetadata, within what the policy allows (OID-20). What is unknown is
 * ignored, as RFC 7591 says; what we do not do is refused where a client would wait for it or be less safe than it thinks.
 */
final class ClientRequest {

    private static final Set<String> METHODS =
            Set.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256", "PS256");
    private static final Set<String> SUBJECT_TYPES = Set.of("public", "pairwise");
    private static final List<String> LINKS = List.of("client_uri", "logo_uri", "policy_uri", "tos_uri");
    private static final List<String> NOT_ANSWERED_SO = List.of(
            "userinfo_signed_response_alg",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc");
    private static final List<String> NOT_ENFORCED =
            List.of("tls_client_certificate_bound_access_tokens", "require_signed_request_object");
    private static final int LONGEST_NAME = 200;

    private final RequestFields fields;
    private final RegistrationPolicy policy;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final @Nullable String name;

    private ClientRequest(JsonNode json, RegistrationPolicy policy) {
        this.fields = new RequestFields(json);
        this.policy = policy;
        this.name = fields.text("client_name", ClientRequest::name);
    }

    static ClientRequest read(JsonNode json, RegistrationPolicy policy) {
        ClientRequest request = new ClientRequest(json, policy);
        request.readAccess();
        request.readAddresses();
        request.readTokens();
        request.refuseWhatWeDoNotDo();
        return request;
    }

    @Nullable
    String name() {
        return name;
    }

    /** By component of ClientMetadata. */
    Map<String, Object> settings() {
        return settings;
    }

    /** Whether the client is to have a secret; one with keys of its own needs none. */
    boolean bySecret() {
        return !List.of("private_key_jwt").equals(settings.get("authenticationMethods")) && confidential();
    }

    private boolean confidential() {
        return !List.of("none").equals(settings.get("authenticationMethods"));
    }

    /** What is wrong, by field. */
    Map<String, String> problems() {
        return fields.problems();
    }

    private void readAccess() {
        String method = fields.text("token_endpoint_auth_method", oneOf(METHODS));
        settings.put("authenticationMethods", List.of(Objects.requireNonNullElse(method, "client_secret_basic")));
        put("jwks", fields.object("jwks"));
        put("jwksUri", fields.text("jwks_uri", ClientRequest::https));
        List<String> grants = fields.list("grant_types", oneOf(policy.grantTypes()));
        settings.put("grantTypes", Objects.requireNonNullElse(grants, List.of("authorization_code")));
        List<String> types = fields.list("response_types", oneOf(List.of("code")));
        if (types != null && types.contains("code") && grants != null && !grants.contains("authorization_code")) {
            fields.problem("response_types", "code needs the grant type authorization_code");
        }
        String scope = fields.text("scope", UnaryOperator.identity());
        settings.put("scopes", scope == null ? policy.scopes() : scopes(scope));
        settings.put("requirePkce", policy.requirePkce() || !confidential());
        settings.put("consent", policy.consent());
        put("requiredAcr", policy.requiredAcr());
    }

    private void readAddresses() {
        put("redirectUris", fields.list("redirect_uris", this::browserAddress));
        put("postLogoutRedirectUris", fields.list("post_logout_redirect_uris", this::browserAddress));
        put("backchannelLogoutUri", fields.text("backchannel_logout_uri", this::browserAddress));
        put("frontchannelLogoutUri", fields.text("frontchannel_logout_uri", this::browserAddress));
        put("sectorIdentifierUri", fields.text("sector_identifier_uri", ClientRequest::https));
        put("initiateLoginUri", fields.text("initiate_login_uri", ClientRequest::https));
        // nothing here shows them, but what cannot be shown is no good registration
        LINKS.forEach(link -> fields.text(link, ClientRequest::https));
    }

    private void readTokens() {
        settings.put("claimsInIdToken", policy.claimsInIdToken());
        put("idTokenSignedResponseAlg", fields.text("id_token_signed_response_alg", oneOf(ALGORITHMS)));
        settings.put("requirePushedAuthorizationRequests", fields.flag("require_pushed_authorization_requests"));
        settings.put("dpopBoundAccessTokens", fields.flag("dpop_bound_access_tokens"));
        put("subjectType", fields.text("subject_type", oneOf(SUBJECT_TYPES)));
    }

    private void refuseWhatWeDoNotDo() {
        NOT_ANSWERED_SO.stream()
                .filter(fields::has)
                .forEach(
                        field -> fields.problem(field, "is not supported: nothing is encrypted, and UserInfo is JSON"));
        NOT_ENFORCED.stream().filter(fields::flag).forEach(field -> fields.problem(field, "is not supported"));
    }

    private void put(String component, @Nullable Object value) {
        if (value != null) {
            settings.put(component, value);
        }
    }

    private List<String> scopes(String scope) {
        List<String> wanted =
                Arrays.stream(scope.strip().split(" +")).distinct().toList();
        if (!policy.scopes().containsAll(wanted)) {
            fields.problem("scope", "may have of " + String.join(", ", policy.scopes()) + " only");
        }
        return wanted;
    }

    private String browserAddress(String typed) {
        if (!policy.allows(URI.create(RedirectAddress.checkWeb(typed)))) {
            throw new IllegalArgumentException(
                    policy.redirectHosts().isEmpty()
                            ? "must be https"
                            : "must be on one of the hosts of the initial access token");
        }
        return typed;
    }

    private static String https(String typed) {
        if (!"https".equals(URI.create(RedirectAddress.checkWeb(typed)).getScheme())) {
            throw new IllegalArgumentException("must be https");
        }
        return typed;
    }

    private static UnaryOperator<String> oneOf(Collection<String> known) {
        return typed -> {
            if (!known.contains(typed)) {
                throw new IllegalArgumentException("must be of "
                        + String.join(", ", known.stream().sorted().toList()));
            }
            return typed;
        };
    }

    /** It stands on the consent page: nothing that turns the line around, nothing that no database takes. */
    private static String name(String typed) {
        boolean odd = typed.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || (c >= 0x202A && c <= 0x202E)
                        || (c >= 0x2066 && c <= 0x2069));
        if (odd || typed.isBlank() || typed.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "must have 1 to " + LONGEST_NAME + " characters, none of them invisible controls");
        }
        return typed;
    }
}
