/**
 * Codes by mail after the password, for people without a second factor: making, mailing and checking them. A mail box is no
 * second factor, so sign-in completes the session as one by password.
 */
@ApplicationModule(
        allowedDependencies = {
            "lifecycle",
            "user",
            "enrollment",
            "enrollment::spi",
            "settings",
            "session",
            "secrets",
            "mail",
            "event",
        })
@NullMarked
package org.vestibule.mailcode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
