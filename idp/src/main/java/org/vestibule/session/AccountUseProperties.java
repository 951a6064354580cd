package org.vestibule.session;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an account counts as unused.
 *
 * @param dormantDays days without use after which a first second factor needs a mailed code besides the password (MFA-10)
 */
@ConfigurationProperties("idp.sign-in")
record AccountUseProperties(@DefaultValue("90") int dormantDays) {

    private static final int MOST = 365;

    /** @throws IllegalArgumentException when the days are out of range */
    AccountUseProperties {
        if (dormantDays < 1 || dormantDays > MOST) {
            throw new IllegalArgumentException("idp.sign-in.dormant-days must be from 1 to " + MOST);
        }
    }
}
