/**
 * Google Authenticator and every other RFC 6238 app: secrets, used time steps, QR code and the set-up page.
 */
@ApplicationModule(
        allowedDependencies = {
            "enrollment",
            "enrollment::spi",
            "recovery",
            "user",
            "settings",
            "session",
            "secrets",
            "event",
            "web"
        })
@NullMarked
package org.vestibule.totp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
