package org.vestibule.user;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.user.hashing.PasswordHashes;

/** One queue for all password hashes of this process: as many at a time as there are processors (AVL-03). */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasswordProperties.class)
class UserConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    HashQueue hashQueue() {
        return new HashQueue(Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    @Bean
    PasswordHasher passwordHasher(PasswordHashes hashes, HashQueue queue) {
        return new PasswordHasher(hashes, queue);
    }

    @Bean
    Passwords passwords(PasswordHashes hashes, HashQueue queue, PasswordStore store, PasswordPolicy policy) {
        return new Passwords(hashes, queue, store, policy);
    }
}
