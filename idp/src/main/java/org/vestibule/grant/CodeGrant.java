package org.vestibule.grant;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.dpop.ProvenKey;

/**
 * Redeems a code, once. Whatever its client does wrong with it leaves it dead, and a second presentation revokes what the
 * first one brought (OID-04; RFC 6749 sections 4.1.2 and 10.5).
 */
@Component
public class CodeGrant implements AuthenticationProvider {

    private final GrantStore store;
    private final TokenIssuer issuer;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CodeGrant(
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
        OAuth2AuthorizationCodeAuthenticationToken request =
                (OAuth2AuthorizationCodeAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client = TokenRequests.authenticatedClient(request);
        // a refusal is a value here, so that what it did to the code is committed
        return transaction
                .<Optional<IssuedTokens>>execute(status -> redeem(request, TokenRequests.registered(client)))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT))
                .answer(client);
    }

    private Optional<IssuedTokens> redeem(OAuth2AuthorizationCodeAuthenticationToken request, RegisteredClient client) {
        Instant now = clock.instant();
        Optional<StoredToken> spent = spend(request.getCode(), client, now);
        return spent.filter(code -> code.grant().live() && code.expiresAt().isAfter(now))
                .filter(code -> code.grant().clientId().toString().equals(client.getId()))
                .filter(code -> Objects.equals(
                        code.grant().request().get(OAuth2ParameterNames.REDIRECT_URI), request.getRedirectUri()))
                .filter(code -> ProvenKey.opens(code.jkt(), request))
                .map(code -> issuer.issue(code, request.getCode(), code.grant().scopes(), request));
    }

    private Optional<StoredToken> spend(String code, RegisteredClient client, Instant now) {
        Optional<StoredToken> spent = store.spend(TokenKind.CODE, code, UUID.fromString(client.getId()), now);
        if (spent.isEmpty()) {
            store.find(code, now)
                    .filter(found -> found.kind() == TokenKind.CODE)
                    .filter(found -> found.grant().clientId().toString().equals(client.getId()))
                    .ifPresent(replayed -> TokenRequests.replayed(replayed, client, store, events, now));
        }
        return spent;
    }

    /**
     * A client that authenticated itself showed a wrong verifier: the code is dead now, and if it was spent before, this is
     * a replay.
     *
     * @param client that presented it; a public one only counts where the code is its own
     */
    void refuse(String code, RegisteredClient client, boolean publicClient) {
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            boolean own = store.find(code, now)
                    .map(found -> found.grant().clientId().toString().equals(client.getId()))
                    .orElse(false);
            if (own || !publicClient) {
                spend(code, client, now);
            }
        });
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
