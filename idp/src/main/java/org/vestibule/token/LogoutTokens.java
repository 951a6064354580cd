package org.vestibule.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import org.vestibule.client.LmsClient;
import org.vestibule.grant.Subjects;
import org.vestibule.web.IdpProperties;

/** Logout tokens, signed as the client's ID tokens are (OpenID Connect Back-Channel Logout, section 2.4; ASVS 10.5.5). */
@Component
public class LogoutTokens {

    private static final Duration LIFE = Duration.ofMinutes(2);
    private static final Map<String, Object> EVENTS =
            Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

    private final JwtEncoder encoder;
    private final Subjects subjects;
    private final IdpProperties properties;
    private final Clock clock;

    LogoutTokens(JwtEncoder encoder, Subjects subjects, IdpProperties properties, Clock clock) {
        this.subjects = subjects;
        this.encoder = encoder;
        this.properties = properties;
        this.clock = clock;
    }

    /** A fresh token, good for two minutes; it never has a nonce, so nobody can take it for an ID token. */
    public String make(LmsClient client, UUID userId, UUID sessionId) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(properties.issuer().toString())
                .subject(subjects.of(userId, client.metadata()).toString())
                .audience(List.of(client.clientId()))
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .id(UUID.randomUUID().toString())
                .claim("sid", sessionId.toString())
                .claim("events", EVENTS)
                .build();
        JwsHeader header = JwsHeader.with(Objects.requireNonNull(
                        SignatureAlgorithm.from(client.metadata().idTokenSignedResponseAlg())))
                .type("logout+jwt")
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
