package org.vestibule.web;

import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.Ssl;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** WEB-17; RFC 9325 section 4.2. */
@Requirement("WEB-17")
class TlsCiphersTests {

    @Test
    void narrowWhenNothingIsSaidThenForwardSecretAuthenticatedCiphersOnly() {
        Ssl ssl = new Ssl();
        TlsCiphers.narrow(ssl);
        assertThat(ssl.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(ssl.getCiphers())
                .isNotEmpty()
                .allSatisfy(cipher -> assertThat(cipher)
                        .matches("TLS_(ECDHE_(ECDSA|RSA)_WITH_)?(AES_(128|256)_GCM|CHACHA20_POLY1305)_SHA(256|384)"));
    }

    @Test
    void narrowWhenOperatorSaysOtherwiseThenThatHolds() {
        Ssl ssl = new Ssl();
        ssl.setCiphers(new String[] {"TLS_AES_128_GCM_SHA256"});
        ssl.setEnabledProtocols(new String[] {"TLSv1.3"});
        TlsCiphers.narrow(ssl);
        assertThat(ssl.getCiphers()).containsExactly("TLS_AES_128_GCM_SHA256");
        assertThat(ssl.getEnabledProtocols()).containsExactly("TLSv1.3");
    }
}
