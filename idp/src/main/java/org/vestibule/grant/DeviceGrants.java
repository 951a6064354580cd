package org.vestibule.grant;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.vestibule.client.LmsClient;
import org.vestibule.session.Assurance;
import org.vestibule.session.SignInSession;

/**
 * What a device was allowed. Its proof is that of the session in which a person allowed it, and it lives and dies like what
 * a code brings; the device's code is redeemed once, and ends the family when it comes a second time.
 */
@Component
public class DeviceGrants {

    private final GrantStore store;
    private final TokenIssuer issuer;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    DeviceGrants(GrantStore store, TokenIssuer issuer, Clock clock, ApplicationEventPublisher events) {
        this.store = store;
        this.issuer = issuer;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Begins a grant, in the transaction of the person's word.
     *
     * @param codeHash SHA-256 of the device's code, in hexadecimal
     * @param codeExpires until when the device has to ask
     * @throws SessionOverException when the session has ended meanwhile
     */
    public void begin(
            SignInSession session, LmsClient client, Set<String> scopes, String codeHash, Instant codeExpires) {
        Instant now = clock.instant();
        boolean offline = !session.shared() && scopes.contains(AuthorizationStore.OFFLINE_ACCESS);
        NewGrant grant = new NewGrant(
                UUID.randomUUID(),
                client.id(),
                AuthorizationGrantType.DEVICE_CODE.getValue(),
                session.userId(),
                session.id(),
                scopes,
                offline,
                Map.of(),
                Assurance.amr(session),
                Assurance.of(session),
                session.authTime(),
                now,
                offline ? now.plus(AuthorizationStore.OFFLINE_ABSOLUTE) : session.expiresAt());
        // the consent is written in this very transaction
        if (!store.insert(grant, false)) {
            throw new SessionOverException();
        }
        store.insertDeviceCode(grant.id(), codeHash, scopes, now, codeExpires);
        events.publishEvent(new AuthorizationGranted(
                session.userId(), client.clientId(), session.id(), String.join(" ", grant.amr())));
    }

    /** Redeems the code of a device that was allowed; empty when that is over, or it was redeemed before. */
    public Optional<Authentication> redeem(OAuth2DeviceCodeAuthenticationToken request) {
        Instant now = clock.instant();
        OAuth2ClientAuthenticationToken client = TokenRequests.authenticatedClient(request);
        String code = request.getDeviceCode();
        return spend(code, TokenRequests.registered(client), now)
                .filter(spent -> spent.grant().live() && spent.expiresAt().isAfter(now))
                .map(spent -> issuer.issue(spent, code, spent.grant().scopes(), request)
                        .answer(client));
    }

    private Optional<StoredToken> spend(String code, RegisteredClient client, Instant now) {
        Optional<StoredToken> spent = store.spend(TokenKind.DEVICE, code, UUID.fromString(client.getId()), now);
        if (spent.isEmpty()) {
            store.find(code, now)
                    .filter(found -> found.kind() == TokenKind.DEVICE)
                    .filter(found -> found.grant().clientId().toString().equals(client.getId()))
                    .ifPresent(replayed -> TokenRequests.replayed(replayed, client, store, events, now));
        }
        return spent;
    }
}
