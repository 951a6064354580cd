package org.vestibule.token;

import java.time.Clock;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AcrNames.class)
class TokenConfiguration {

    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(keys::signing);
        return encoder;
    }

    @Bean
    JwtGenerator jwtGenerator(JwtEncoder encoder, TokenClaims claims, Clock clock) {
        JwtGenerator generator = new JwtGenerator(encoder);
        generator.setJwtCustomizer(claims);
        generator.setClock(clock);
        return generator;
    }
}
