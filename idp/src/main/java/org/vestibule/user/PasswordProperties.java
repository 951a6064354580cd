package org.vestibule.user;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator adds to the password policy.
 *
 * @param minimumLength least number of code points; less than 15 only counts while everybody must use a second factor (PWD-01)
 * @param contextWords further words that are no password: the school, its town, its abbreviation (PWD-05)
 */
@ConfigurationProperties("idp.password")
record PasswordProperties(
        @DefaultValue("15") int minimumLength, @DefaultValue List<String> contextWords) {

    private static final int MOST = 64;

    /** @throws IllegalArgumentException when the minimum is out of range */
    PasswordProperties {
        if (minimumLength < PasswordPolicy.FLOOR || minimumLength > MOST) {
            throw new IllegalArgumentException(
                    "idp.password.minimum-length must be from " + PasswordPolicy.FLOOR + " to " + MOST);
        }
    }
}
