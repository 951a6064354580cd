package org.vestibule.device;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.vestibule.grant.DeviceGrants;

/** A device asks whether it was allowed meanwhile, and gets tokens once (RFC 8628 sections 3.4 and 3.5). */
@Component
public class DeviceCodeGrant implements AuthenticationProvider {

    /** How long a device waits between two questions. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final DeviceStore store;
    private final DeviceGrants grants;
    private final TransactionOperations transaction;
    private final Clock clock;

    DeviceCodeGrant(DeviceStore store, DeviceGrants grants, TransactionOperations transaction, Clock clock) {
        this.store = store;
        this.grants = grants;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2DeviceCodeAuthenticationToken request = (OAuth2DeviceCodeAuthenticationToken) authentication;
        RegisteredClient client = DeviceClients.permitted(request);
        // a refusal is a value here, so that the question is noted
        return transaction
                .<Answer>execute(status -> answer(request, UUID.fromString(client.getId())))
                .orThrow();
    }

    private Answer answer(OAuth2DeviceCodeAuthenticationToken request, UUID clientId) {
        Poll poll = store.poll(request.getDeviceCode(), clientId, clock.instant(), INTERVAL);
        return switch (poll) {
            case UNKNOWN -> new Answer(Optional.empty(), OAuth2ErrorCodes.INVALID_GRANT);
            case PENDING -> new Answer(Optional.empty(), "authorization_pending");
            case TOO_SOON -> new Answer(Optional.empty(), "slow_down");
            case REFUSED -> new Answer(Optional.empty(), OAuth2ErrorCodes.ACCESS_DENIED);
            case EXPIRED -> new Answer(Optional.empty(), "expired_token");
            case ALLOWED -> new Answer(grants.redeem(request), OAuth2ErrorCodes.INVALID_GRANT);
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2DeviceCodeAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Tokens, or else the error. */
    private record Answer(Optional<Authentication> tokens, String error) {

        Authentication orThrow() {
            return tokens.orElseThrow(() -> new OAuth2AuthenticationException(error));
        }
    }
}
