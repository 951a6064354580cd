package org.vestibule.registration;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.vestibule.client.ClientMetadata;

/** What a client is told about its registration (RFC 7591, section 3.2.1). */
final class RegistrationAnswer {

    private RegistrationAnswer() {}

    static Map<String, Object> of(Registered.Yes registered, URI issuer) {
        ClientMetadata metadata = registered.client().metadata();
        Map<String, Object> fields = new LinkedHashMap<>();
        String clientId = registered.client().clientId();
        fields.put("client_id", clientId);
        fields.put("client_id_issued_at", registered.at().getEpochSecond());
        if (registered.secret() != null) {
            fields.put("client_secret", registered.secret());
            fields.put("client_secret_expires_at", 0);
        }
        fields.put("registration_client_uri", issuer + RegistrationProperties.PATH + '/' + clientId);
        fields.put("registration_access_token", registered.token());
        fields.put("client_name", registered.client().name());
        fields.put(
                "token_endpoint_auth_method", metadata.authenticationMethods().get(0));
        put(fields, "jwks", metadata.jwks());
        put(fields, "jwks_uri", metadata.jwksUri());
        fields.put("grant_types", metadata.grantTypes());
        fields.put(
                "response_types", metadata.grantTypes().contains("authorization_code") ? List.of("code") : List.of());
        fields.put("scope", String.join(" ", metadata.scopes()));
        put(fields, "redirect_uris", metadata.redirectUris());
        put(fields, "post_logout_redirect_uris", metadata.postLogoutRedirectUris());
        put(fields, "backchannel_logout_uri", metadata.backchannelLogoutUri());
        put(fields, "frontchannel_logout_uri", metadata.frontchannelLogoutUri());
        put(fields, "initiate_login_uri", metadata.initiateLoginUri());
        fields.put("subject_type", metadata.subjectType());
        fields.put("require_pushed_authorization_requests", metadata.requirePushedAuthorizationRequests());
        fields.put("dpop_bound_access_tokens", metadata.dpopBoundAccessTokens());
        put(fields, "sector_identifier_uri", metadata.sectorIdentifierUri());
        fields.put("id_token_signed_response_alg", metadata.idTokenSignedResponseAlg());
        return fields;
    }

    private static void put(Map<String, Object> fields, String field, @Nullable Object value) {
        if (value != null && !List.of().equals(value)) {
            fields.put(field, value);
        }
    }
}
