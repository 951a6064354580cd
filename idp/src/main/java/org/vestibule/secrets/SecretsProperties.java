package org.vestibule.secrets;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The key ring. One of the two is needed.
 *
 * @param keys {@code id:base64 of 32 bytes}, the first encrypts (IDP_SECRETS_KEYS, comma-separated)
 * @param file the same, one a line; empty lines and lines starting with # are skipped (IDP_SECRETS_FILE)
 */
@ConfigurationProperties("idp.secrets")
record SecretsProperties(
        @DefaultValue List<String> keys, @Nullable Path file) {

    @Override
    public String toString() {
        return "SecretsProperties[file=" + file + "]";
    }
}
