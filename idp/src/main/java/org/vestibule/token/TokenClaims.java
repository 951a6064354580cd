package org.vestibule.token;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.dpop.ProvenKey;
import org.vestibule.grant.Exchange;
import org.vestibule.grant.Grant;
import org.vestibule.grant.Subjects;
import org.vestibule.mtls.CertificateBinding;
import org.vestibule.web.IdpProperties;

/**
 * Puts into every token which factors were used and when (contract, section 4). All of it comes from the grant, so it is the
 * same after a refresh (OID-10, OID-12).
 */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private static final Duration ID_TOKEN_LIFE = Duration.ofMinutes(30);

    private final AcrNames acrNames;
    private final IdpProperties properties;
    private final Subjects subjects;
    private final Clock clock;

    TokenClaims(AcrNames acrNames, IdpProperties properties, Subjects subjects, Clock clock) {
        this.subjects = subjects;
        this.acrNames = acrNames;
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        ClientMetadata client = LmsClientRepository.metadata(context.getRegisteredClient());
        Grant grant = grant(context.getAuthorization());
        if (grant != null && grant.user() != null) {
            context.getClaims().subject(subjects.of(grant.user().id(), client).toString());
        }
        if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
            idToken(context.getClaims(), client, grant);
        } else {
            accessToken(context, client, grant);
        }
    }

    private void idToken(JwtClaimsSet.Builder claims, ClientMetadata client, @Nullable Grant grant) {
        if (grant == null || grant.user() == null) {
            throw new IllegalStateException("an ID token is always somebody's");
        }
        proof(claims, grant, client);
        if (client.claimsInIdToken()) {
            PersonClaims.of(grant.user(), grant.scopes(), client).forEach(claims::claim);
        }
        PersonClaims.named(grant.user(), ClaimsParameter.of(grant.request()).idToken(), grant.scopes(), grant, client)
                .forEach(claims::claim);
        Duration life = client.idTokenLife() == null ? ID_TOKEN_LIFE : client.idTokenLife();
        claims.expiresAt(clock.instant().plus(life));
    }

    private void accessToken(JwtEncodingContext context, ClientMetadata client, @Nullable Grant grant) {
        // RFC 9068: the type header, and the resource as audience
        context.getJwsHeader().type("at+jwt");
        if (client.fapi2()) {
            // FAPI 2.0 section 5.4.1 knows no RS256
            context.getJwsHeader()
                    .algorithm(
                            "ES256".equals(client.idTokenSignedResponseAlg())
                                    ? SignatureAlgorithm.ES256
                                    : SignatureAlgorithm.PS256);
        }
        JwtClaimsSet.Builder claims = context.getClaims();
        Exchange exchange = context.getAuthorization() == null
                ? null
                : context.getAuthorization().getAttribute(Exchange.ATTRIBUTE);
        if (exchange == null) {
            claims.audience(List.of(
                    client.accessTokenAudience() == null
                            ? properties.issuer().toString()
                            : client.accessTokenAudience()));
        } else {
            claims.audience(List.of(exchange.audience()))
                    .expiresAt(exchange.expiresAt())
                    .claim("act", exchange.act());
        }
        claims.claim("client_id", context.getRegisteredClient().getClientId());
        Set<String> scopes = context.getAuthorizedScopes();
        claims.claims(all -> all.put("scope", String.join(" ", scopes)));
        // says nothing beside iat, and the framework would compare it with the machine's clock instead of ours
        claims.claims(all -> all.remove("nbf"));
        if (grant != null && grant.user() != null) {
            proof(claims, grant, client);
        }
        Map<String, Object> confirmation = confirmation(context.getAuthorizationGrant(), client);
        if (!confirmation.isEmpty()) {
            claims.claim("cnf", confirmation);
        }
    }

    /** What must be shown beside the token (RFC 9449 section 6, RFC 8705 section 3.1). */
    private static Map<String, Object> confirmation(@Nullable Authentication tokenRequest, ClientMetadata client) {
        Map<String, Object> confirmation = new LinkedHashMap<>();
        ProvenKey key = ProvenKey.of(tokenRequest);
        if (key != null) {
            confirmation.put("jkt", key.thumbprint());
        }
        CertificateBinding.of(tokenRequest, client)
                .ifPresent(thumbprint -> confirmation.put(CertificateBinding.MEMBER, thumbprint));
        return confirmation;
    }

    private void proof(JwtClaimsSet.Builder claims, Grant grant, ClientMetadata client) {
        proof(grant, client).forEach(claims::claim);
        if (grant.sessionId() != null) {
            claims.claim("sid", grant.sessionId().toString());
        }
    }

    /** {@code amr}, {@code acr} by its name at the client, and {@code auth_time} of a grant; the time in whole seconds. */
    Map<String, Object> proof(Grant grant, ClientMetadata client) {
        return Map.of(
                "amr", grant.amr(),
                "acr", acrNames.at(client).name(acrNames.told(grant, client)),
                "auth_time", grant.authTime().getEpochSecond());
    }

    static @Nullable Grant grant(@Nullable OAuth2Authorization authorization) {
        return authorization == null ? null : authorization.getAttribute(Grant.ATTRIBUTE);
    }
}
