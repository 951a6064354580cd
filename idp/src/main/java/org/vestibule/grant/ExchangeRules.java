package org.vestibule.grant;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.dpop.ProvenKey;
import org.vestibule.session.Assurance;
import org.vestibule.web.IdpProperties;

/** What a client may get for a person's access token: nothing wider, nothing longer (RFC 8693 section 2.1). */
@Component
class ExchangeRules {

    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    private static final String ACT = "act";

    private final Authorizations authorizations;
    private final ProofRules proofs;
    private final IdpProperties properties;

    ExchangeRules(Authorizations authorizations, ProofRules proofs, IdpProperties properties) {
        this.authorizations = authorizations;
        this.proofs = proofs;
        this.properties = properties;
    }

    /**
     * @param subject a live access token of a person
     * @throws OAuth2AuthenticationException when the client may not have what it asks for
     */
    Exchange check(
            OAuth2TokenExchangeAuthenticationToken request, StoredToken subject, RegisteredClient client, Instant now) {
        ClientMetadata metadata = LmsClientRepository.metadata(client);
        refuseIf(request.getActorToken() != null, OAuth2ErrorCodes.INVALID_REQUEST, "actor_token is not supported");
        refuseIf(
                subject.claims() != null && request.getSubjectTokenType().equals(JWT),
                OAuth2ErrorCodes.INVALID_REQUEST,
                "subject_token_type");
        refuseIf(
                metadata.opaqueAccessTokens() && request.getRequestedTokenType().equals(JWT),
                OAuth2ErrorCodes.INVALID_REQUEST,
                "requested_token_type");
        Map<String, Object> claims = authorizations.claims(subject, request.getSubjectToken());
        refuseIf(
                boundToAnotherKey(claims, request),
                OAuth2ErrorCodes.INVALID_REQUEST,
                "subject_token is bound to a key that was not proven");
        Grant grant = subject.grant();
        ClientMetadata former = LmsClientRepository.metadata(
                authorizations.client(grant.clientId().toString()));
        Assurance told = proofs.told(grant, former);
        refuseIf(
                proofs.required(metadata)
                        .filter(required -> !told.covers(required))
                        .isPresent(),
                OAuth2ErrorCodes.INVALID_REQUEST,
                "the person's proof is not enough for this client");
        String audience = audience(request, claims, metadata);
        return new Exchange(
                grant.id(),
                scopes(request.getScopes(), subject.scopes(), metadata, audience),
                audience,
                told,
                earliest(
                        now.plus(client.getTokenSettings().getAccessTokenTimeToLive()),
                        subject.expiresAt(),
                        grant.expiresAt()),
                act(client.getClientId(), claims.get(ACT)));
    }

    /**
     * RFC 6749 section 3.3: only what the token has that was shown, and what the client may have. There is no refresh token;
     * and a token for somebody else opens nothing here (RFC 9068 section 4).
     */
    private Set<String> scopes(
            @Nullable Set<String> requested, Set<String> granted, ClientMetadata client, String audience) {
        Set<String> possible = new LinkedHashSet<>(granted);
        possible.retainAll(client.scopes());
        refuseIf(
                requested != null && !possible.containsAll(requested),
                OAuth2ErrorCodes.INVALID_SCOPE,
                "more than the subject_token or the client has");
        if (requested != null && !requested.isEmpty()) {
            possible.retainAll(requested);
        }
        possible.remove("offline_access");
        if (!audience.equals(properties.issuer().toString())) {
            possible.remove("openid");
        }
        refuseIf(possible.isEmpty(), OAuth2ErrorCodes.INVALID_SCOPE, "nothing is left");
        return possible;
    }

    /** RFC 9449: a token that was stolen from its owner is of no use here either. */
    private static boolean boundToAnotherKey(
            Map<String, Object> claims, OAuth2TokenExchangeAuthenticationToken request) {
        // one that is bound to a certificate is its owner's alone: TLS tells nobody else's certificate here
        return claims.get("cnf") instanceof Map<?, ?> confirmation
                && (confirmation.containsKey("x5t#S256")
                        || !(confirmation.get("jkt") instanceof String thumbprint
                                && ProvenKey.opens(thumbprint, request)));
    }

    /** One of those that the client may ask for; where it names none, the only one, or that of the token. */
    private static String audience(
            OAuth2TokenExchangeAuthenticationToken request, Map<String, Object> claims, ClientMetadata client) {
        List<String> named = Stream.concat(request.getAudiences().stream(), request.getResources().stream())
                .distinct()
                .toList();
        List<String> allowed = client.exchangeAudiences();
        List<String> wanted =
                !named.isEmpty() ? named : allowed.size() == 1 ? allowed : List.of(String.valueOf(claims.get("aud")));
        refuseIf(wanted.size() != 1 || !allowed.containsAll(wanted), "invalid_target", "audience or resource");
        return wanted.get(0);
    }

    /** RFC 8693 section 4.1: the outermost acts now, those within have acted before. */
    private static Map<String, Object> act(String clientId, @Nullable Object before) {
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("sub", clientId);
        if (before != null) {
            act.put(ACT, before);
        }
        return act;
    }

    private static Instant earliest(Instant... moments) {
        return Stream.of(moments).min(Instant::compareTo).orElseThrow();
    }

    static void refuseIf(boolean refuse, String error, String description) {
        if (refuse) {
            throw new OAuth2AuthenticationException(new OAuth2Error(error, description, null));
        }
    }
}
