package org.vestibule.protocol;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.vestibule.RealDatabase;

/** The whole provider on a real port and a real database, with a clock that tests move. One context serves all of them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@RealDatabase
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "idp.admin.require-two-factor=false",
            "management.server.port=0",
            "idp.outbound.allowed-private-hosts=localhost",
            "idp.trusted-proxies=127.0.0.1,::1",
            "idp.limits.client.per-source=5000",
            "idp.logout.retry-interval=200ms",
            "idp.mail.retry-interval=500ms",
            "idp.device-flow.enabled=true",
            "idp.registration.enabled=true",
            "idp.token-exchange.enabled=true",
            "idp.mtls.enabled=true",
            "idp.mtls.header=" + CertifiedLms.HEADER,
            "idp.mtls.trust-certificates=src/test/resources/mtls/ca.pem"
        })
@Import(ProtocolFixture.class)
@interface ProtocolTest {}
