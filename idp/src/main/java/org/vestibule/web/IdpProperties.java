package org.vestibule.web;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the whole provider is called.
 *
 * @param issuer the issuer, exactly as in tokens and discovery (IDP_ISSUER)
 * @param name the product name that people see
 */
@ConfigurationProperties("idp")
public record IdpProperties(
        @DefaultValue("http://localhost:9000") URI issuer,
        @DefaultValue("Vestibule") String name) {}
