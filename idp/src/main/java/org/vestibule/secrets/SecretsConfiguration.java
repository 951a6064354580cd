package org.vestibule.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.lifecycle.StartRefusedException;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsProperties.class)
class SecretsConfiguration {

    @Bean
    KeyRing keyRing(SecretsProperties properties) {
        List<String> entries = new ArrayList<>(properties.keys());
        if (properties.file() != null) {
            entries.addAll(read(properties.file()));
        }
        return KeyRing.parse(entries);
    }

    @Bean
    SecretBox secretBox(KeyRing ring, JdbcClient jdbc) {
        new EncryptionKeyCheck(jdbc, ring).verify();
        return new SecretBox(ring);
    }

    @Bean
    KeyedHash keyedHash(KeyRing ring) {
        return new KeyedHash(ring);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The key ring file " + file + " cannot be read.", "Check IDP_SECRETS_FILE and the file's rights.");
        }
    }
}
