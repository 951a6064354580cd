package org.vestibule.grant;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether there is a token exchange at all.
 *
 * @param enabled false: an {@code unsupported_grant_type}, and discovery does not name it
 */
@ConfigurationProperties("idp.token-exchange")
public record TokenExchangeProperties(@DefaultValue("false") boolean enabled) {}
