package org.vestibule.mtls;

import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import javax.security.auth.x500.X500Principal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationContext;
import org.springframework.stereotype.Component;
import org.vestibule.assertion.ClientKeys;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.client.RegisteredKeys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

/** Whether a certificate is the client's (RFC 8705, section 2; OID-17). */
@Component
public class CertificateRules implements Consumer<OAuth2ClientAuthenticationContext> {

    private static final Logger log = LoggerFactory.getLogger(CertificateRules.class);

    private final ClientKeys keys;
    private final Authorities authorities;
    private final Clock clock;

    CertificateRules(ClientKeys keys, MtlsProperties properties, Clock clock) {
        this.keys = keys;
        this.authorities = Authorities.in(properties.enabled() ? properties.trustCertificates() : null);
        this.clock = clock;
    }

    @Override
    public void accept(OAuth2ClientAuthenticationContext context) {
        ClientMetadata client = LmsClientRepository.metadata(context.getRegisteredClient());
        Object shown = context.getAuthentication().getCredentials();
        Optional<String> problem = shown instanceof X509Certificate[] chain && chain.length > 0
                ? problem(client, List.of(chain))
                : Optional.of("there is none");
        if (problem.isPresent()) {
            // what is wrong is for the operator; the client only learns that something is
            log.atInfo()
                    .addKeyValue("client", context.getRegisteredClient().getClientId())
                    .addKeyValue("problem", problem.get())
                    .log("client certificate refused");
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
    }

    private Optional<String> problem(ClientMetadata client, List<X509Certificate> chain) {
        X509Certificate own = chain.get(0);
        try {
            own.checkValidity(Date.from(clock.instant()));
        } catch (CertificateException expired) {
            return Optional.of("it is not valid now");
        }
        if (client.tlsMethod().filter("self_signed_tls_client_auth"::equals).isPresent()) {
            return registered(client, own.getPublicKey())
                    ? Optional.empty()
                    : Optional.of("its key is none of the client's");
        }
        if (client.tlsClientAuthSubjectDn() == null
                || !new X500Principal(client.tlsClientAuthSubjectDn()).equals(own.getSubjectX500Principal())) {
            return Optional.of("its subject is another one: " + own.getSubjectX500Principal());
        }
        return authorities.vouch(chain, clock.instant())
                ? Optional.empty()
                : Optional.of("none of idp.mtls.trust-certificates vouches for it");
    }

    private boolean registered(ClientMetadata client, PublicKey key) {
        JWKSet known = keys.of(client);
        if (has(known, key)) {
            return true;
        }
        // perhaps they have changed
        JWKSet newer = keys.newer(client, known);
        return !newer.equals(known) && has(newer, key);
    }

    private static boolean has(JWKSet known, PublicKey key) {
        return known.getKeys().stream().filter(RegisteredKeys::strong).anyMatch(registered -> same(registered, key));
    }

    private static boolean same(JWK registered, PublicKey key) {
        try {
            return registered instanceof AsymmetricJWK pair
                    && Arrays.equals(pair.toPublicKey().getEncoded(), key.getEncoded());
        } catch (JOSEException notOne) {
            // a point that is not on its curve, for instance
            return false;
        }
    }
}
