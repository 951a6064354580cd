package org.vestibule.grant;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.session.Assurance;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.session.SignInSession;

/**
 * Our store in place of the framework's: values only as SHA-256, state by conditional updates. The code and refresh grants
 * do not come through here but through {@link CodeGrant} and {@link RefreshGrant}.
 */
@Component
public class AuthorizationStore implements OAuth2AuthorizationService {

    static final Duration OFFLINE_ABSOLUTE = Duration.ofDays(90);

    static final String OFFLINE_ACCESS = "offline_access";
    /** RFC 9449 section 10: the key that the code will be bound to. */
    private static final String DPOP_JKT = "dpop_jkt";
    /** Parameters of the authorization request that are needed after the code was issued. */
    private static final List<String> KEPT = List.of(
            PkceParameterNames.CODE_CHALLENGE,
            PkceParameterNames.CODE_CHALLENGE_METHOD,
            OidcParameterNames.NONCE,
            "claims",
            // whether the person was asked: then single claims are those of the scopes on the page
            "prompt");

    private final GrantStore store;
    private final Authorizations authorizations;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AuthorizationStore(GrantStore store, Authorizations authorizations, Clock clock, ApplicationEventPublisher events) {
        this.store = store;
        this.authorizations = authorizations;
        this.clock = clock;
        this.events = events;
    }

    @Override
    @Transactional
    public void save(OAuth2Authorization authorization) {
        if (authorization.getAttribute(Grant.ATTRIBUTE) instanceof Grant known) {
            saveRevoked(authorization, known);
        } else if (authorization.getAttribute(Principal.class.getName()) instanceof SessionAuthentication owner) {
            saveCode(authorization, owner);
        } else {
            saveForClient(authorization);
        }
    }

    private void saveCode(OAuth2Authorization authorization, SessionAuthentication owner) {
        OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (request == null || code == null) {
            throw new IllegalStateException("only an authorization with a code is saved for a person");
        }
        SignInSession session = owner.getPrincipal().session();
        Instant now = clock.instant();
        // nothing that begins on a shared computer outlives its session there
        boolean offline =
                !session.shared() && authorization.getAuthorizedScopes().contains(OFFLINE_ACCESS);
        NewGrant grant = new NewGrant(
                UUID.fromString(authorization.getId()),
                UUID.fromString(authorization.getRegisteredClientId()),
                authorization.getAuthorizationGrantType().getValue(),
                session.userId(),
                session.id(),
                authorization.getAuthorizedScopes(),
                offline,
                kept(request),
                Assurance.amr(session),
                Assurance.of(session),
                session.authTime(),
                now,
                offline ? now.plus(OFFLINE_ABSOLUTE) : session.expiresAt());
        boolean asked = asked(authorization, request);
        if (!store.insert(grant, asked)) {
            throw asked && !store.consented(grant)
                    ? new OAuth2AuthenticationException(OAuth2ErrorCodes.ACCESS_DENIED)
                    : new SessionOverException();
        }
        store.insertToken(new NewToken(
                        grant.id(),
                        TokenKind.CODE,
                        code.getToken().getTokenValue(),
                        grant.scopes(),
                        now,
                        now.plus(authorizations.codeLife(authorization)))
                .boundTo((String) request.getAdditionalParameters().get(DPOP_JKT)));
        events.publishEvent(new AuthorizationGranted(
                session.userId(), request.getClientId(), session.id(), String.join(" ", grant.amr())));
    }

    /** Whether a code needs the person's consent: where the client asks, or this request did (OID-14). */
    private boolean asked(OAuth2Authorization authorization, OAuth2AuthorizationRequest request) {
        ClientMetadata client =
                LmsClientRepository.metadata(authorizations.client(authorization.getRegisteredClientId()));
        return !authorization.getAuthorizedScopes().isEmpty()
                && (client.consent() || Grant.consentAsked(request.getAdditionalParameters()));
    }

    private static Map<String, Object> kept(OAuth2AuthorizationRequest request) {
        Map<String, Object> kept = new LinkedHashMap<>();
        if (request.getRedirectUri() != null) {
            kept.put(OAuth2ParameterNames.REDIRECT_URI, request.getRedirectUri());
        }
        request.getAdditionalParameters().forEach((name, value) -> {
            if (KEPT.contains(name)) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    /** A client acting for itself. */
    private void saveForClient(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        Instant now = clock.instant();
        Instant expires = access == null ? null : access.getToken().getExpiresAt();
        if (access == null || expires == null) {
            throw new IllegalStateException("nothing to save for the client");
        }
        UUID id = UUID.fromString(authorization.getId());
        NewGrant grant = new NewGrant(
                id,
                UUID.fromString(authorization.getRegisteredClientId()),
                authorization.getAuthorizationGrantType().getValue(),
                null,
                null,
                authorization.getAuthorizedScopes(),
                false,
                Map.of(),
                List.of(),
                Assurance.SFA,
                now,
                now,
                expires);
        if (!store.insert(grant, false)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        store.insertToken(new NewToken(
                        id,
                        TokenKind.ACCESS,
                        access.getToken().getTokenValue(),
                        authorization.getAuthorizedScopes(),
                        now,
                        expires)
                .saying(authorizations.storedClaims(authorization.getRegisteredClientId(), access.getClaims())));
    }

    /** RFC 7009: a revoked refresh token takes its whole grant along, an access token only itself. */
    private void saveRevoked(OAuth2Authorization authorization, Grant grant) {
        Instant now = clock.instant();
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        if (refresh != null && refresh.isInvalidated()) {
            store.revoke(grant.id(), "revoked-by-client", now);
        } else if (access != null && access.isInvalidated()) {
            store.revokeToken(access.getToken().getTokenValue(), now);
        }
    }

    @Override
    @Transactional
    public void remove(OAuth2Authorization authorization) {
        store.revoke(UUID.fromString(authorization.getId()), "removed", clock.instant());
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        throw new UnsupportedOperationException("no endpoint that is switched on looks an authorization up by its id");
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
        return store.find(token, clock.instant())
                .filter(found -> Authorizations.is(found, tokenType))
                .map(found -> authorizations.of(found, token))
                .orElse(null);
    }
}
