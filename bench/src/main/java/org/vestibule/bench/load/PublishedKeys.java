package org.vestibule.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * The provider's keys as client libraries keep them: for as long as the answer's {@code max-age} says, fetched anew before
 * that only when a token names a key that is not among them.
 */
final class PublishedKeys {

    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d+)");
    private static final Duration UNLESS_SAID = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI issuer;
    private final Clock clock;
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final AtomicInteger validated = new AtomicInteger();
    private final AtomicInteger surprises = new AtomicInteger();
    private Kept kept = new Kept(new JWKSet(), Instant.MIN);

    PublishedKeys(URI issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @throws IllegalStateException when the token is not one of this issuer, signed with a published key and good now */
    void require(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWK key = key(jwt.getHeader().getKeyID());
            if (!(key instanceof AsymmetricJWK known)
                    || !jwt.verify(
                            new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), known.toPublicKey()))) {
                throw new IllegalStateException("the signature is not by a published key: " + jwt.getHeader());
            }
            requireGood(jwt.getJWTClaimsSet());
            used.add(key.getKeyID());
            validated.incrementAndGet();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("not a token that can be validated", e);
        }
    }

    /** One line about what was seen. */
    String result() {
        return validated + " tokens validated, signed with " + used.size() + " keys " + used + ", of which " + surprises
                + " came as a surprise";
    }

    private void requireGood(JWTClaimsSet claims) {
        Date end = claims.getExpirationTime();
        if (!issuer.toString().equals(claims.getIssuer())
                || end == null
                || end.toInstant().isBefore(clock.instant())) {
            throw new IllegalStateException("another issuer, or over: " + claims.getIssuer() + " until " + end);
        }
    }

    private synchronized @Nullable JWK key(String kid) {
        if (kept.until().isBefore(clock.instant())) {
            kept = fetch();
        }
        JWK known = kept.keys().getKeyByKeyId(kid);
        if (known == null) {
            surprises.incrementAndGet();
            kept = fetch();
            known = kept.keys().getKeyByKeyId(kid);
        }
        return known;
    }

    private Kept fetch() {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(issuer.resolve("/oauth2/jwks")).build(),
                    HttpResponse.BodyHandlers.ofString());
            Matcher age =
                    MAX_AGE.matcher(answer.headers().firstValue("Cache-Control").orElse(""));
            Duration life = age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : UNLESS_SAID;
            return new Kept(JWKSet.parse(answer.body()), clock.instant().plus(life));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException("the keys cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private record Kept(JWKSet keys, Instant until) {}
}
