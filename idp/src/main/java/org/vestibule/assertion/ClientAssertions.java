package org.vestibule.assertion;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClientRepository;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;

/** Reads the assertion of one client: by its own keys, for this provider only, once (OID-17). */
@Component
public class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {

    /** The signatures that are taken, as discovery names them. */
    public static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256");

    private static final Logger log = LoggerFactory.getLogger(ClientAssertions.class);

    private static final Set<JWSAlgorithm> COMMON = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    // FAPI 2.0 Security Profile, section 5.4.1
    private static final Set<JWSAlgorithm> OF_FAPI = Set.of(JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final AssertionSignatures signatures;
    private final SpentAssertions spent;
    private final AuthorizationServerSettings server;
    private final Clock clock;

    ClientAssertions(
            AssertionSignatures signatures, SpentAssertions spent, AuthorizationServerSettings server, Clock clock) {
        this.signatures = signatures;
        this.spent = spent;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        return text -> {
            SignedAssertion assertion =
                    SignedAssertion.parsed(text).orElseThrow(() -> new BadJwtException("not a signed JWT"));
            String problem = problem(client, assertion).orElse("");
            if (!problem.isEmpty()) {
                // what is wrong is for the operator; the client only learns that something is
                log.atInfo()
                        .addKeyValue("client", client.getClientId())
                        .addKeyValue("problem", problem)
                        .log("client assertion refused");
                throw new BadJwtException(problem);
            }
            JWTClaimsSet claims = assertion.claims();
            return Jwt.withTokenValue(text)
                    .header("alg", assertion.jwt().getHeader().getAlgorithm().getName())
                    .issuer(claims.getIssuer())
                    .subject(claims.getSubject())
                    .jti(claims.getJWTID())
                    .expiresAt(claims.getExpirationTime().toInstant())
                    .build();
        };
    }

    /** From the cheapest question to the last, which spends the assertion. */
    private Optional<String> problem(RegisteredClient client, SignedAssertion assertion) {
        ClientMetadata metadata = LmsClientRepository.metadata(client);
        if (!(metadata.fapi2() ? OF_FAPI : COMMON)
                .contains(assertion.jwt().getHeader().getAlgorithm())) {
            return Optional.of("alg is not allowed");
        }
        Optional<String> claim = new AssertionRules(client.getClientId(), audiences(metadata), metadata.fapi2())
                .problem(assertion, clock.instant());
        if (claim.isPresent()) {
            return claim;
        }
        if (!signatures.right(assertion.jwt(), metadata)) {
            return Optional.of("no key of the client has signed it");
        }
        Instant end = AssertionRules.end(assertion.claims().getExpirationTime());
        return spent.spend(client.getClientId(), assertion.claims().getJWTID(), end)
                ? Optional.empty()
                : Optional.of("it was used before");
    }

    /** Ordinary clients name the issuer or an endpoint (OpenID Connect Core, section 9; RFC 9126, section 2). */
    private Set<String> audiences(ClientMetadata metadata) {
        String issuer = String.valueOf(server.getIssuer());
        return metadata.fapi2()
                ? Set.of(issuer)
                : Set.of(
                        issuer,
                        issuer + server.getTokenEndpoint(),
                        issuer + server.getTokenRevocationEndpoint(),
                        issuer + server.getTokenIntrospectionEndpoint(),
                        issuer + server.getPushedAuthorizationRequestEndpoint(),
                        issuer + server.getDeviceAuthorizationEndpoint());
    }
}
