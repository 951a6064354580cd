package org.vestibule.user.hashing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Argon2Cost.class)
class HashingConfiguration {

    @Bean
    PasswordHashes passwordHashes(Argon2Cost cost) {
        return PasswordHashes.create(cost);
    }
}
