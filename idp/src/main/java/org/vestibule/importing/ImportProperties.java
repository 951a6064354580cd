package org.vestibule.importing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What to do at start.
 *
 * @param location {@code idp.import} (IDP_IMPORT): a file, or a resource as Spring names it
 * @param export {@code idp.export} (IDP_EXPORT): a file to write instead of serving
 */
@ConfigurationProperties("idp")
record ImportProperties(
        @Name("import") @Nullable String location, @Nullable String export) {}
