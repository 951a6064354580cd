package org.vestibule.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What administrators must prove, whatever the switch for everybody says.
 *
 * @param requireTwoFactor an administrator without a second factor is led to set up an authenticator app
 * @param allowTextMessages whether a text message opens the administration
 */
@ConfigurationProperties("idp.admin")
public record AdministratorProperties(
        @DefaultValue("true") boolean requireTwoFactor,
        @DefaultValue("false") boolean allowTextMessages) {}
