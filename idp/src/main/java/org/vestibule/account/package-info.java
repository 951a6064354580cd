/**
 * The profile page, the password change and the overview of second factors. Methods are set up on pages of their own
 * modules; here is the way to them, and their removal.
 */
@ApplicationModule(
        allowedDependencies = {
            "user",
            "consent",
            "enrollment",
            "enrollment :: spi",
            "recovery",
            "settings",
            "session",
            "signin",
            "trust",
            "logout",
            "maillink",
            "event",
            "web"
        })
@NullMarked
package org.vestibule.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
