package org.vestibule.security;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadata;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderConfiguration;
import org.springframework.stereotype.Component;
import org.vestibule.assertion.ClientAssertions;
import org.vestibule.client.Clients;
import org.vestibule.dpop.Proofs;
import org.vestibule.mtls.MtlsProperties;
import org.vestibule.registration.RegistrationProperties;
import org.vestibule.token.AcrNames;
import org.vestibule.web.IdpProperties;

/** Discovery says what works here, and nothing else (OID-23). */
@Component
class Metadata {

    private static final List<String> SCOPES =
            List.of("openid", "profile", "email", "address", "phone", "groups", "offline_access");
    private static final List<String> CLAIMS = List.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "nonce",
            "azp",
            "sid",
            "amr",
            "acr",
            "auth_time",
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
            "email",
            "email_verified",
            "address",
            "phone_number",
            "phone_number_verified",
            "groups",
            "roles");
    private static final List<String> CLIENT_AUTHENTICATION = List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
            ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue(),
            ClientAuthenticationMethod.PRIVATE_KEY_JWT.getValue());
    private static final List<String> TOKEN_AUTHENTICATION = List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
            ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue(),
            ClientAuthenticationMethod.PRIVATE_KEY_JWT.getValue(),
            ClientAuthenticationMethod.NONE.getValue());
    private static final List<String> GRANTS = List.of(
            AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
            AuthorizationGrantType.REFRESH_TOKEN.getValue(),
            AuthorizationGrantType.CLIENT_CREDENTIALS.getValue());

    private final AcrNames acrNames;
    private final Clients clients;
    private final MtlsProperties mtls;
    private final RegistrationProperties registration;
    private final SwitchedGrants switchedGrants;
    private final IdpProperties properties;

    Metadata(
            AcrNames acrNames,
            Clients clients,
            MtlsProperties mtls,
            RegistrationProperties registration,
            SwitchedGrants switchedGrants,
            IdpProperties properties) {
        this.switchedGrants = switchedGrants;
        this.mtls = mtls;
        this.properties = properties;
        this.acrNames = acrNames;
        this.clients = clients;
        this.registration = registration;
    }

    Consumer<OidcProviderConfiguration.Builder> openId() {
        return builder -> builder.claims(claims -> {
            common(claims);
            claims.put("claims_supported", CLAIMS);
            claims.put("id_token_signing_alg_values_supported", List.of("RS256", "ES256", "PS256"));
            claims.put("subject_types_supported", List.of("public", "pairwise"));
            claims.put("claim_types_supported", List.of("normal"));
            claims.put("claims_parameter_supported", true);
            claims.put("request_parameter_supported", false);
            claims.put("request_uri_parameter_supported", false);
            claims.put("backchannel_logout_supported", true);
            claims.put("backchannel_logout_session_supported", true);
            claims.put("frontchannel_logout_supported", true);
            claims.put("frontchannel_logout_session_supported", true);
            claims.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        });
    }

    Consumer<OAuth2AuthorizationServerMetadata.Builder> oauth() {
        return builder -> builder.claims(this::common);
    }

    /** Ours, lowest first, and those that single clients have for the same steps. */
    private List<String> acrValues() {
        return Stream.concat(acrNames.names().stream(), clients.acrNames().stream())
                .distinct()
                .toList();
    }

    private void common(Map<String, Object> claims) {
        claims.put("scopes_supported", SCOPES);
        claims.put("grant_types_supported", grants());
        if (grants().contains(AuthorizationGrantType.DEVICE_CODE.getValue())) {
            claims.put("device_authorization_endpoint", properties.issuer() + MachineEndpoints.DEVICE_AUTHORIZATION);
        }
        claims.put("token_endpoint_auth_methods_supported", withCertificates(TOKEN_AUTHENTICATION));
        claims.put("token_endpoint_auth_signing_alg_values_supported", ClientAssertions.ALGORITHMS);
        claims.put("introspection_endpoint_auth_signing_alg_values_supported", ClientAssertions.ALGORITHMS);
        claims.put("revocation_endpoint_auth_signing_alg_values_supported", ClientAssertions.ALGORITHMS);
        claims.put("introspection_endpoint_auth_methods_supported", withCertificates(CLIENT_AUTHENTICATION));
        claims.put("revocation_endpoint_auth_methods_supported", withCertificates(TOKEN_AUTHENTICATION));
        claims.put("authorization_response_iss_parameter_supported", true);
        claims.put("require_pushed_authorization_requests", false);
        claims.put("acr_values_supported", acrValues());
        claims.put("response_modes_supported", List.of("query", FormPost.MODE));
        if (registration.enabled()) {
            claims.put("registration_endpoint", properties.issuer() + RegistrationProperties.PATH);
        }
        claims.remove("tls_client_certificate_bound_access_tokens");
        if (mtls.enabled()) {
            claims.put("tls_client_certificate_bound_access_tokens", true);
        }
        claims.put("dpop_signing_alg_values_supported", Proofs.ALGORITHMS);
    }

    private List<String> withCertificates(List<String> methods) {
        return Stream.concat(methods.stream(), mtls.methods().stream()).toList();
    }

    private List<String> grants() {
        return Stream.concat(GRANTS.stream(), switchedGrants.names().stream()).toList();
    }
}
