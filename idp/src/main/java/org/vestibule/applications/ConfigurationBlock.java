package org.vestibule.applications;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

import org.vestibule.client.ClientMetadata;
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

    /** Properties of Spring Boot; not among the arguments of the program, where everybody on that machine could read the secret. */
    private static final String SAMPLE_LMS = """
            # Save as lms.properties where Vestibule was built, then start the sample LMS with it:
            # java -jar sample-client/target/sample-client.jar --spring.config.import=file:lms.properties
            lms.name={clientName}
            {server}
            spring.security.oauth2.client.provider.vestibule.issuer-uri={issuer}
            spring.security.oauth2.client.registration.vestibule.client-id={clientId}
            spring.security.oauth2.client.registration.vestibule.client-secret={secret}
            """;

    /** On this machine, beside others: a port of its own, and so a cookie of its own, as cookies know no ports. */
    private static final String SERVER = """
            server.address=127.0.0.1
            server.port={port}
            server.servlet.session.cookie.name=LMS{port}SESSION""";

    private ConfigurationBlock() {}

    /**
     * @param product what people know this provider by
     * @param secret or what stands in its place
     */
    static String of(LmsClient client, String issuer, String product, String secret) {
        String scopes = String.join(" ", client.metadata().scopes());
        String method = client.metadata().authenticationMethods().get(0);
        return block(client.metadata())
                .replace("{issuer}", issuer)
                .replace("{method}", method)
                .replace("{redirectUris}", String.join(" ", client.metadata().redirectUris()))
                .replace("{scopesBesideOpenid}", scopes.replaceFirst("^openid ", ""))
                .replace("{scopes}", scopes)
                .replace("{clientId}", client.clientId())
                .replace("{name}", product)
                .replace("{secret}", secret)
                .replace("{clientName}", escaped(client.name()))
                .strip();
    }

    private static String block(ClientMetadata settings) {
        Preset preset =
                settings.preset() == null ? null : Preset.of(settings.preset()).orElse(null);
        if (preset == Preset.SAMPLE_LMS) {
            return SAMPLE_LMS.replace("{server}\n", server(settings));
        }
        return preset == null ? OTHER : BLOCKS.getOrDefault(preset, OTHER);
    }

    private static String server(ClientMetadata settings) {
        int port = settings.redirectUris().stream()
                .mapToInt(address -> URI.create(address).getPort())
                .findFirst()
                .orElse(-1);
        return port < 0 ? "" : SERVER.replace("{port}", Integer.toString(port)) + "\n";
    }

    // properties files are read as ISO 8859-1
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(letter -> escaped.append(
                        letter > '~' || letter == '\\'
                                ? String.format(Locale.ROOT, "\\u%04x", letter)
                                : String.valueOf((char) letter)));
        return escaped.toString();
    }
}
