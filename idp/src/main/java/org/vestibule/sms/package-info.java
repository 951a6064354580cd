/**
 * Codes by text message: numbers, challenges, limits on sending, the Twilio adapter and the set-up page.
 */
@ApplicationModule(
        allowedDependencies = {
            "lifecycle",
            "enrollment",
            "enrollment::spi",
            "recovery",
            "user",
            "settings",
            "session",
            "secrets",
            "throttle",
            "event",
            "web"
        })
@NullMarked
package org.vestibule.sms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
