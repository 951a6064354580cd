package org.vestibule.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.user.User;

/** Begins the grant that comes of an exchange, and issues its only token. */
@Component
class Exchanges {

    private final ExchangeStore store;
    private final Authorizations authorizations;
    private final TokenIssuer issuer;
    private final ApplicationEventPublisher events;

    Exchanges(
            ExchangeStore store, Authorizations authorizations, TokenIssuer issuer, ApplicationEventPublisher events) {
        this.store = store;
        this.authorizations = authorizations;
        this.issuer = issuer;
        this.events = events;
    }

    /** @return empty when the grant before has ended meanwhile, or the person has not consented to this client */
    Optional<OAuth2AccessToken> begin(
            Exchange exchange,
            Grant before,
            User person,
            RegisteredClient client,
            OAuth2TokenExchangeAuthenticationToken request,
            Instant now) {
        Grant grant = new Grant(
                UUID.randomUUID(),
                UUID.fromString(client.getId()),
                person,
                before.sessionId(),
                exchange.scopes(),
                before.offline(),
                Map.of(),
                before.amr(),
                exchange.assurance(),
                before.authTime(),
                exchange.expiresAt(),
                true);
        boolean consented = LmsClientRepository.metadata(client).consent();
        if (!store.insert(grant.id(), grant.clientId(), exchange, consented, now)) {
            return Optional.empty();
        }
        events.publishEvent(new TokenExchanged(
                person.id(),
                client.getClientId(),
                before.sessionId(),
                authorizations.client(before.clientId().toString()).getClientId(),
                exchange.audience()));
        return Optional.of(issuer.exchanged(grant, exchange, client, request));
    }
}
