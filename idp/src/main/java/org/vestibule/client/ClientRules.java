package org.vestibule.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        if (!metadata.authenticationMethods().equals(List.of("private_key_jwt"))) {
            problems.put("authenticationMethods", "must be private_key_jwt alone for fapi2");
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
        if (!metadata.dpopBoundAccessTokens()) {
            problems.put("dpopBoundAccessTokens", "cannot be false for fapi2");
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

    /** OpenID Connect Front-Channel Logout, section 2: scheme, host and port are those of a redirect address. */
    private static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
