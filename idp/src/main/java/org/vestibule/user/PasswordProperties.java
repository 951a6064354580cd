package org.vestibule.user;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator adds to the password policy.
 *
 * @param contextWords further words that are no password: the school, its town, its abbreviation (PWD-05)
 */
@ConfigurationProperties("idp.password")
record PasswordProperties(@DefaultValue List<String> contextWords) {}
