package org.vestibule.device;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/** A device asks for its two codes (RFC 8628 section 3.1). */
@Component
class DeviceRequests implements AuthenticationProvider {

    /** How long a person has. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int DEVICE_CODE_BYTES = 32;
    private static final int TRIES = 5;

    private final DeviceStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final StringKeyGenerator deviceCodes =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), DEVICE_CODE_BYTES);

    DeviceRequests(DeviceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2DeviceAuthorizationRequestAuthenticationToken request =
                (OAuth2DeviceAuthorizationRequestAuthenticationToken) authentication;
        RegisteredClient client = DeviceClients.permitted(request);
        if (!client.getScopes().containsAll(request.getScopes())) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
        Instant now = clock.instant();
        Instant expires = now.plus(LIFE);
        String deviceCode = deviceCodes.generateKey();
        UserCode userCode = insert(deviceCode, UUID.fromString(client.getId()), request.getScopes(), now, expires);
        return new OAuth2DeviceAuthorizationRequestAuthenticationToken(
                (Authentication) request.getPrincipal(),
                request.getScopes(),
                new OAuth2DeviceCode(deviceCode, now, expires),
                new OAuth2UserCode(userCode.shown(), now, expires));
    }

    private UserCode insert(String deviceCode, UUID clientId, Set<String> scopes, Instant now, Instant expires) {
        for (int i = 0; i < TRIES; i++) {
            UserCode userCode = UserCode.random(random);
            WaitingDevice device = new WaitingDevice(UUID.randomUUID(), clientId, scopes);
            if (store.insert(deviceCode, userCode, device, now, expires)) {
                return userCode;
            }
        }
        throw new IllegalStateException("no user code of 20^8 is free");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2DeviceAuthorizationRequestAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
