package org.vestibule.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

/** What the settings of a client must agree in, whichever way they come here. */
public final class ClientRules {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final List<String> FAPI2_GRANTS =
            List.of("authorization_code", "refresh_token", "client_credentials");

    private ClientRules() {}

    /** The host whose LMSs share a pairwise {@code sub}; empty where the settings do not say one. */
    public static Optional<String> sector(ClientMetadata client) {
        Stream<String> addresses = client.sectorIdentifierUri() == null
                ? client.redirectUris().stream()
                : Stream.of(client.sectorIdentifierUri());
        List<String> hosts = addresses
                .map(address -> Optional.ofNullable(URI.create(address).getHost())
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .orElse(""))
                .distinct()
                .toList();
        return hosts.size() == 1 && !hosts.get(0).isEmpty() ? Optional.of(hosts.get(0)) : Optional.empty();
    }

    /**
     * The contradictions in a client's settings.
     *
     * @return by the name of the component at fault: a sentence without its subject; empty when there are none
     */
    public static Map<String, String> problems(LmsClient client) {
        ClientMetadata metadata = client.metadata();
        Map<String, String> problems = new LinkedHashMap<>();
        authentication(client, problems);
        certificates(metadata, problems);
        boolean open = metadata.authenticationMethods().contains("none");
        if (open && !metadata.requirePkce()) {
            problems.put("requirePkce", "cannot be false for a public client");
        }
        boolean code = metadata.grantTypes().contains("authorization_code");
        if (open && metadata.grantTypes().contains("client_credentials")) {
            problems.put("grantTypes", "client_credentials needs a clientSecret");
        } else if (!code
                && !metadata.grantTypes().contains("urn:ietf:params:oauth:grant-type:device_code")
                && metadata.grantTypes().contains("refresh_token")) {
            problems.put("grantTypes", "refresh_token needs authorization_code or the device grant");
        }
        if (metadata.grantTypes().contains(EXCHANGE)) {
            if (open) {
                problems.put("grantTypes", "token-exchange needs a clientSecret");
            }
            if (metadata.exchangeAudiences().isEmpty()) {
                problems.put("exchangeAudiences", "is needed for token-exchange");
            }
        } else if (!metadata.exchangeAudiences().isEmpty()) {
            problems.put("exchangeAudiences", "needs token-exchange among the grantTypes");
        }
        if (code && metadata.redirectUris().isEmpty()) {
            problems.put("redirectUris", "is needed for authorization_code");
        }
        if (metadata.frontchannelLogoutUri() != null
                && metadata.redirectUris().stream()
                        .noneMatch(uri -> origin(uri).equals(origin(metadata.frontchannelLogoutUri())))) {
            problems.put("frontchannelLogoutUri", "must be on the host and port of a redirect address");
        }
        if (metadata.pairwise() && sector(metadata).isEmpty()) {
            problems.put("subjectType", "is pairwise, which needs redirectUris on one host or a sectorIdentifierUri");
        }
        if (metadata.fapi2()) {
            fapi2(metadata, problems);
        }
        return problems;
    }

    /** FAPI 2.0 Security Profile, sections 5.3.2 and 5.4. */
    private static void fapi2(ClientMetadata metadata, Map<String, String> problems) {
        if (!metadata.authenticationMethods().equals(List.of("private_key_jwt"))
                && metadata.tlsMethod().isEmpty()) {
            problems.put(
                    "authenticationMethods",
                    "must be private_key_jwt alone for fapi2, or " + String.join(" or ", ClientMetadata.TLS_METHODS));
        }
        if (!FAPI2_GRANTS.containsAll(metadata.grantTypes())) {
            problems.put("grantTypes", "for fapi2 are " + String.join(", ", FAPI2_GRANTS));
        }
        if (!metadata.requirePkce()) {
            problems.put("requirePkce", "cannot be false for fapi2");
        }
        if (!metadata.requirePushedAuthorizationRequests()) {
            problems.put("requirePushedAuthorizationRequests", "cannot be false for fapi2");
        }
        if (!metadata.dpopBoundAccessTokens() && !metadata.tlsClientCertificateBoundAccessTokens()) {
            problems.put("dpopBoundAccessTokens", "cannot be false for fapi2 without certificate-bound tokens");
        }
        if ("RS256".equals(metadata.idTokenSignedResponseAlg())) {
            problems.put("idTokenSignedResponseAlg", "must be PS256 or ES256 for fapi2");
        }
    }

    private static void authentication(LmsClient client, Map<String, String> problems) {
        ClientMetadata metadata = client.metadata();
        List<String> methods = metadata.authenticationMethods();
        boolean open = methods.contains("none");
        // a former secret may stay behind when a client changes to keys; nothing takes it then
        boolean bySecret = methods.stream().anyMatch(method -> method.startsWith("client_secret_"));
        if (open && methods.size() > 1) {
            problems.put("authenticationMethods", "none stands alone");
        } else if (open && client.secretHash() != null) {
            problems.put("authenticationMethods", "is none, so there may be no clientSecret");
        } else if (bySecret && client.secretHash() == null) {
            problems.put("authenticationMethods", "needs a clientSecret");
        } else if (methods.contains("private_key_jwt") && metadata.jwks() == null && metadata.jwksUri() == null) {
            problems.put("authenticationMethods", "private_key_jwt needs jwks or jwksUri");
        }
        // RFC 7591, section 2
        if (metadata.jwks() != null && metadata.jwksUri() != null) {
            problems.put("jwksUri", "stands beside jwks, but only one of them can hold");
        } else if (metadata.jwks() != null) {
            RegisteredKeys.problem(metadata.jwks()).ifPresent(problem -> problems.put("jwks", problem));
        }
    }

    /** RFC 8705, sections 2 and 3. */
    private static void certificates(ClientMetadata metadata, Map<String, String> problems) {
        Optional<String> method = metadata.tlsMethod();
        boolean byAuthority = method.filter("tls_client_auth"::equals).isPresent();
        if (method.isPresent() && metadata.authenticationMethods().size() > 1) {
            problems.put("authenticationMethods", method.get() + " stands alone");
        } else if (byAuthority && metadata.tlsClientAuthSubjectDn() == null) {
            problems.put("authenticationMethods", "tls_client_auth needs tlsClientAuthSubjectDn");
        } else if (method.isPresent() && !byAuthority && metadata.jwks() == null && metadata.jwksUri() == null) {
            problems.put("authenticationMethods", "self_signed_tls_client_auth needs jwks or jwksUri");
        }
        if (metadata.tlsClientAuthSubjectDn() != null) {
            if (!byAuthority) {
                problems.put("tlsClientAuthSubjectDn", "needs tls_client_auth as authenticationMethods");
            } else if (!distinguishedName(metadata.tlsClientAuthSubjectDn())) {
                problems.put("tlsClientAuthSubjectDn", "is no distinguished name such as CN=lms,O=School");
            }
        }
        if (metadata.tlsClientCertificateBoundAccessTokens() && method.isEmpty()) {
            problems.put(
                    "tlsClientCertificateBoundAccessTokens",
                    "needs " + String.join(" or ", ClientMetadata.TLS_METHODS) + " as authenticationMethods");
        }
    }

    /** An empty name is one too, but certificates with it are nobody's. */
    private static boolean distinguishedName(String text) {
        try {
            return !new X500Principal(text).getName().isEmpty();
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    /** OpenID Connect Front-Channel Logout, section 2: scheme, host and port are those of a redirect address. */
    static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
