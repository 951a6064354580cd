package org.vestibule.applications;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.vestibule.client.LmsClient;
import org.vestibule.client.Preset;

/** What to type on the platform's side, in the platform's own words; {@code docs/lms} says more. */
final class ConfigurationBlock {

    private static final String OTHER = """
            issuer: {issuer}
            discovery: {issuer}/.well-known/openid-configuration
            client_id: {clientId}
            client_secret: {secret}
            token_endpoint_auth_method: {method}
            redirect_uri: {redirectUris}
            scope: {scopes}
            authorization_endpoint: {issuer}/oauth2/authorize
            token_endpoint: {issuer}/oauth2/token
            userinfo_endpoint: {issuer}/userinfo
            end_session_endpoint: {issuer}/connect/logout
            jwks_uri: {issuer}/oauth2/jwks
            """;

    private static final Map<Preset, String> BLOCKS = Map.of(
            Preset.MOODLE,
            """
            Site administration → Server → OAuth 2 services → Custom
            Name: {name}
            Client ID: {clientId}
            Client secret: {secret}
            Service base URL: {issuer}
            Scopes included in a login request: {scopes}
            Configure user field mappings: preferred_username → username
            """,
            Preset.MOODLE_AUTH_OIDC,
            """
            Site administration → Plugins → Authentication → OpenID Connect, identity provider type Other
            Application ID: {clientId}
            Client secret: {secret}
            Authorization endpoint: {issuer}/oauth2/authorize
            Token endpoint: {issuer}/oauth2/token
            Scope: {scopes}
            IdP logout endpoint: {issuer}/connect/logout
            """,
            Preset.CANVAS,
            """
            Admin → Authentication → OpenID Connect
            Client ID: {clientId}
            Client Secret: {secret}
            Discovery URL: {issuer}/.well-known/openid-configuration
            Login Attribute: sub
            Scope: {scopesBesideOpenid}
            """,
            Preset.OPEN_EDX,
            """
            Django administration → Third-party authentication → Provider Configuration (OAuth), back end oidc
            Client ID: {clientId}
            Client Secret: {secret}
            Other settings: {"OIDC_ENDPOINT": "{issuer}", "ID_TOKEN_ISSUER": "{issuer}"}
            """,
            Preset.ILIAS,
            """
            Administration → Authentication and Registration → OpenID Connect
            Provider: {issuer}
            Client ID: {clientId}
            Secret: {secret}
            Scopes: {scopes}
            Logout scope: global
            """,
            Preset.CHAMILO,
            """
            Authentication settings file of the portal, provider generic
            client_id: {clientId}
            client_secret: {secret}
            urlAuthorize: {issuer}/oauth2/authorize
            urlAccessToken: {issuer}/oauth2/token
            urlResourceOwnerDetails: {issuer}/userinfo
            scopes: {scopes}
            responseResourceOwnerId: sub
            """,
            Preset.TALENTLMS,
            """
            Account & Settings → Users → Single Sign-On, OpenID Connect
            Client ID: {clientId}
            Client secret: {secret}
            Authorization URL: {issuer}/oauth2/authorize
            Token URL: {issuer}/oauth2/token
            User info URL: {issuer}/userinfo
            Logout URL: {issuer}/connect/logout
            Scope: {scopes}
            """,
            Preset.DOCEBO,
            """
            Admin Menu → OpenID Connect
            Client ID: {clientId}
            Client secret: {secret}
            Issuer or discovery: {issuer}/.well-known/openid-configuration
            Scope: {scopes}
            """);

    private ConfigurationBlock() {}

    /**
     * @param product what people know this provider by
     * @param secret or what stands in its place
     */
    static String of(LmsClient client, String issuer, String product, String secret) {
        String scopes = String.join(" ", client.metadata().scopes());
        String method = client.metadata().authenticationMethods().get(0);
        return block(client.metadata().preset())
                .replace("{issuer}", issuer)
                .replace("{method}", method)
                .replace("{redirectUris}", String.join(" ", client.metadata().redirectUris()))
                .replace("{scopesBesideOpenid}", scopes.replaceFirst("^openid ", ""))
                .replace("{scopes}", scopes)
                .replace("{clientId}", client.clientId())
                .replace("{name}", product)
                .replace("{secret}", secret)
                .strip();
    }

    private static String block(@Nullable String preset) {
        return preset == null
                ? OTHER
                : Preset.of(preset)
                        .map(known -> BLOCKS.getOrDefault(known, OTHER))
                        .orElse(OTHER);
    }
}
