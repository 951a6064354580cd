package org.vestibule.grant;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.user.User;

/**
 * Exchanges a person's access token for one that another server takes (RFC 8693; MFA-09: with the proof that was there
 * before). The new one belongs to a grant of its own that ends with the one before, so with its session, person and family.
 */
@Component
public class ExchangeGrant implements AuthenticationProvider {

    private final GrantStore store;
    private final ExchangeRules rules;
    private final Exchanges exchanges;
    private final TransactionOperations transaction;
    private final Clock clock;

    ExchangeGrant(
            GrantStore store,
            ExchangeRules rules,
            Exchanges exchanges,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.exchanges = exchanges;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2TokenExchangeAuthenticationToken request = (OAuth2TokenExchangeAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client = TokenRequests.authenticatedClient(request);
        RegisteredClient registered = TokenRequests.registered(client);
        if (!registered.getAuthorizationGrantTypes().contains(AuthorizationGrantType.TOKEN_EXCHANGE)
                || registered.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
        }
        // RFC 8693 section 2.2.2: whatever is wrong with the subject_token
        OAuth2AccessToken token = transaction
                .<Optional<OAuth2AccessToken>>execute(status -> exchange(request, registered))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST));
        return new OAuth2AccessTokenAuthenticationToken(
                registered,
                client,
                token,
                null,
                Map.of(OAuth2ParameterNames.ISSUED_TOKEN_TYPE, request.getRequestedTokenType()));
    }

    private Optional<OAuth2AccessToken> exchange(
            OAuth2TokenExchangeAuthenticationToken request, RegisteredClient client) {
        Instant now = clock.instant();
        Optional<StoredToken> subject = store.find(request.getSubjectToken(), now)
                .filter(found -> found.kind() == TokenKind.ACCESS && !found.spent())
                .filter(found -> found.grant().live() && found.expiresAt().isAfter(now));
        User person = subject.map(found -> found.grant().user()).orElse(null);
        if (subject.isEmpty() || person == null) {
            return Optional.empty();
        }
        Exchange exchange = rules.check(request, subject.get(), client, now);
        return exchanges.begin(exchange, subject.get().grant(), person, client, request, now);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenExchangeAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
