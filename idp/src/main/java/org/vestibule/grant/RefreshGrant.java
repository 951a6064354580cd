package org.vestibule.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.dpop.ProvenKey;

/**
 * Exchanges a refresh token for new tokens and a successor. A spent one that comes back ends the whole family, also when two
 * workers of one LMS use it at the same time (OID-05, OID-06; RFC 9700 section 4.14).
 */
@Component
public class RefreshGrant implements AuthenticationProvider {

    private final GrantStore store;
    private final TokenIssuer issuer;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    RefreshGrant(
            GrantStore store,
            TokenIssuer issuer,
            TransactionOperations transaction,
            Clock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.issuer = issuer;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2RefreshTokenAuthenticationToken request = (OAuth2RefreshTokenAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client = TokenRequests.authenticatedClient(request);
        RegisteredClient registered = TokenRequests.registered(client);
        if (!registered.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
        }
        return transaction
                .<Optional<IssuedTokens>>execute(status -> exchange(request, registered))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT))
                .answer(client);
    }

    private Optional<IssuedTokens> exchange(OAuth2RefreshTokenAuthenticationToken request, RegisteredClient client) {
        Instant now = clock.instant();
        String value = request.getRefreshToken();
        UUID clientId = UUID.fromString(client.getId());
        // FAPI 2.0 section 5.3.2.1: no rotation; such a token is of use to nobody without the client's keys
        Optional<StoredToken> usable = LmsClientRepository.metadata(client).fapi2()
                ? store.keep(value, clientId, now.plus(TokenIssuer.OFFLINE_IDLE), now)
                : store.spend(TokenKind.REFRESH, value, clientId, now).or(() -> usedBefore(value, client, now));
        if (usable.isEmpty()) {
            return Optional.empty();
        }
        StoredToken token = usable.get();
        Grant grant = token.grant();
        if (!grant.live() || !token.expiresAt().isAfter(now)) {
            return Optional.empty();
        }
        if (!ProvenKey.opens(token.jkt(), request)) {
            // thrown, so that who has the token without its key cannot spend it
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        if (!grant.offline() && grant.sessionId() != null) {
            store.touchSession(grant.sessionId(), now);
        }
        return Optional.of(issuer.issue(token, value, scopes(request.getScopes(), grant), request));
    }

    /** A token that was spent: still usable within its client's grace (the answer was lost), else a replay. */
    private Optional<StoredToken> usedBefore(String value, RegisteredClient client, Instant now) {
        Optional<StoredToken> former = store.find(value, now)
                .filter(found -> found.kind() == TokenKind.REFRESH && found.spent())
                .filter(found -> found.grant().clientId().toString().equals(client.getId()));
        Duration grace = LmsClientRepository.metadata(client).refreshGrace();
        Optional<StoredToken> inGrace = former.filter(found -> !grace.isZero()
                && found.consumedAt() != null
                && !now.isAfter(found.consumedAt().plus(grace)));
        if (inGrace.isEmpty()) {
            former.ifPresent(replayed -> TokenRequests.replayed(replayed, client, store, events, now));
        }
        return inGrace;
    }

    /** RFC 6749 section 6: nothing beyond what was granted. Thrown, so that the token is not spent on it. */
    private static Set<String> scopes(Set<String> requested, Grant grant) {
        if (!grant.scopes().containsAll(requested)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
        return requested.isEmpty() ? grant.scopes() : requested;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
