package org.vestibule.importing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.ClientSecrets;
import org.vestibule.client.Preset;
import org.vestibule.client.RedirectAddress;
import org.vestibule.importing.yaml.Section;
import org.vestibule.token.AcrNames;

/** The list {@code clients} of the file. Each key is named like the component of ClientMetadata that it fills. */
@Component
class ClientReader {

    private static final Pattern CLIENT_ID = Pattern.compile("[\\x21-\\x7E]{1,100}");
    // RFC 6749, 3.3
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");
    // stands in lists with blanks between
    private static final Pattern ACR = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
    private static final Set<String> METHODS = Set.of(
            "client_secret_basic",
            "client_secret_post",
            "private_key_jwt",
            "tls_client_auth",
            "self_signed_tls_client_auth",
            "none");
    private static final Set<String> GRANTS = Set.of(
            "authorization_code",
            "refresh_token",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange");
    private static final Set<String> FORMATS = Set.of("jwt", "opaque");
    private static final Set<String> SUBJECT_TYPES = Set.of("public", "pairwise");
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(5);
    private static final Duration USUAL_OVERLAP = Duration.ofDays(7);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SECRET = 500;
    private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256", "PS256");

    List<ImportedClient> read(List<Section> sections) {
        List<ImportedClient> clients = new ArrayList<>(sections.size());
        Map<String, Section> seen = new HashMap<>();
        for (Section section : sections) {
            ImportedClient client = client(section);
            if (client != null) {
                Section former = seen.putIfAbsent(client.clientId(), section);
                if (former != null) {
                    section.problem("clientId", "is in line " + former.line("clientId") + " already");
                }
                clients.add(client);
            }
        }
        return clients;
    }

    private @Nullable ImportedClient client(Section section) {
        String clientId = section.parsed("clientId", text -> matching(text, CLIENT_ID, "has blanks or is too long"));
        if (!section.has("clientId")) {
            section.problem("clientId", "is missing");
        }
        String secret = section.parsed("clientSecret", text -> atMost(text, LONGEST_SECRET));
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put(ImportedClient.NAME, section.parsed(ImportedClient.NAME, text -> atMost(text, LONGEST_NAME)));
        all.put("authenticationMethods", section.list("authenticationMethods", text -> oneOf(text, METHODS)));
        all.put("jwks", section.mapping("jwks"));
        all.put("jwksUri", section.parsed("jwksUri", RedirectAddress::checkWeb));
        if (section.has("jwks") && section.has("jwksUri")) {
            section.problem("jwksUri", "stands beside jwks, but only one of them can hold");
        }
        all.put("grantTypes", section.list("grantTypes", text -> oneOf(text, GRANTS)));
        all.put("redirectUris", section.list("redirectUris", RedirectAddress::check));
        all.put("postLogoutRedirectUris", section.list("postLogoutRedirectUris", RedirectAddress::check));
        all.put("backchannelLogoutUri", section.parsed("backchannelLogoutUri", RedirectAddress::checkWeb));
        all.put("frontchannelLogoutUri", section.parsed("frontchannelLogoutUri", RedirectAddress::checkWeb));
        all.put("scopes", section.list("scopes", text -> matching(text, SCOPE, "is no scope")));
        all.put("requirePkce", section.flag("requirePkce"));
        all.put("requirePushedAuthorizationRequests", section.flag("requirePushedAuthorizationRequests"));
        all.put("requiredAcr", section.parsed("requiredAcr", text -> matching(text, ACR, "is no acr value")));
        all.put("acrNames", acrNames(section.section("acrNames")));
        all.put("requireNonce", section.flag("requireNonce"));
        all.put("claimsInIdToken", section.flag("claimsInIdToken"));
        all.put("authenticationInUserInfo", section.flag("authenticationInUserInfo"));
        all.put("accessTokenAudience", section.parsed("accessTokenAudience", text -> atMost(text, LONGEST_SECRET)));
        all.put("exchangeAudiences", section.list("exchangeAudiences", text -> atMost(text, LONGEST_SECRET)));
        all.put("accessTokenFormat", section.parsed("accessTokenFormat", text -> oneOf(text, FORMATS)));
        all.put("subjectType", section.parsed("subjectType", text -> oneOf(text, SUBJECT_TYPES)));
        all.put("sectorIdentifierUri", section.parsed("sectorIdentifierUri", RedirectAddress::checkWeb));
        all.put("refreshGrace", section.parsed("refreshGrace", ClientReader::grace));
        all.put("idTokenLife", section.parsed("idTokenLife", ClientReader::life));
        all.put(
                "idTokenSignedResponseAlg",
                section.parsed("idTokenSignedResponseAlg", text -> oneOf(text, ALGORITHMS)));
        all.put("preset", section.parsed("preset", text -> oneOf(text, Set.copyOf(Preset.keys()))));
        all.put("dpopBoundAccessTokens", section.flag("dpopBoundAccessTokens"));
        all.put(
                "tlsClientAuthSubjectDn",
                section.parsed("tlsClientAuthSubjectDn", text -> atMost(text, LONGEST_SECRET)));
        all.put("tlsClientCertificateBoundAccessTokens", section.flag("tlsClientCertificateBoundAccessTokens"));
        all.put("fapi2", section.flag("fapi2"));
        all.put("consent", section.flag("consent"));
        all.put(ImportedClient.NEW_SECRET, section.parsed(ImportedClient.NEW_SECRET, ClientReader::newSecret));
        Duration overlap = section.parsed("clientSecretOverlap", ClientReader::overlap);
        section.end();
        Map<String, Object> named = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (value != null) {
                named.put(key, value);
            }
        });
        return clientId == null
                ? null
                : new ImportedClient(
                        section, clientId, secret, Objects.requireNonNullElse(overlap, USUAL_OVERLAP), named);
    }

    private static @Nullable Map<String, String> acrNames(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (String step : AcrNames.STEPS) {
            String name = section.parsed(step, text -> matching(text, ACR, "is no acr value"));
            if (name != null) {
                names.put(step, name);
            }
        }
        section.end();
        return names;
    }

    private static Duration duration(String typed) {
        try {
            return DurationStyle.detectAndParse(typed);
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException("is not a duration such as 10m or 1h", ex);
        }
    }

    /** What has been applied is remembered as SHA-256, so it needs entropy enough for that. */
    private static String newSecret(String typed) {
        if (typed.length() < ClientSecrets.LONG_ENOUGH) {
            throw new IllegalArgumentException("must have " + ClientSecrets.LONG_ENOUGH + " characters or more");
        }
        return atMost(typed, LONGEST_SECRET);
    }

    private static Duration overlap(String typed) {
        Duration overlap = duration(typed);
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new IllegalArgumentException("must be from 0 to 90 days");
        }
        return overlap;
    }

    private static Duration grace(String typed) {
        Duration grace = duration(typed);
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("must be from 0 to 5 seconds");
        }
        return grace;
    }

    private static Duration life(String typed) {
        Duration life = duration(typed);
        if (life.compareTo(Duration.ofMinutes(1)) < 0 || life.compareTo(ClientMetadata.LONGEST_ID_TOKEN_LIFE) > 0) {
            throw new IllegalArgumentException("must be from one minute to one day");
        }
        return life;
    }

    private static String matching(String typed, Pattern pattern, String otherwise) {
        if (!pattern.matcher(typed).matches()) {
            throw new IllegalArgumentException(otherwise);
        }
        return typed;
    }

    private static String oneOf(String typed, Set<String> known) {
        if (!known.contains(typed)) {
            throw new IllegalArgumentException(
                    "is none of " + String.join(", ", known.stream().sorted().toList()));
        }
        return typed;
    }

    private static String atMost(String typed, int length) {
        if (typed.length() > length || typed.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("is longer than " + length + " characters or has control characters");
        }
        return typed;
    }
}
