package org.vestibule.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * What https is spoken with, where the provider serves it itself and {@code server.ssl.*} says nothing else: TLS 1.2 and 1.3
 * with the ciphers that BCP 195 (RFC 9325, section 4.2) recommends; the JDK would offer CBC and finite-field ones too.
 */
@Configuration(proxyBeanMethods = false)
class TlsCiphers {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] CIPHERS = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    };

    /** After Boot's own, which brings {@code server.ssl.*}. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> recommendedCiphers() {
        return factory -> narrow(factory.getSsl());
    }

    static void narrow(@Nullable Ssl ssl) {
        if (ssl != null && ssl.getCiphers() == null) {
            ssl.setCiphers(CIPHERS.clone());
        }
        if (ssl != null && ssl.getEnabledProtocols() == null) {
            ssl.setEnabledProtocols(PROTOCOLS.clone());
        }
    }
}
