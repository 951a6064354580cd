/**
 * The way in: password page, second-factor page, choice of method, fresh proof before risky actions. It starts
 * and completes sessions, and hands back to the page or authorization request that sent the visitor.
 */
@ApplicationModule(
        allowedDependencies = {
            "lifecycle",
            "user",
            "enrollment",
            "enrollment::spi",
            "settings",
            "session",
            "throttle",
            "secrets",
            "client",
            "mail",
            "trust",
            "lab",
            "logout",
            "event",
            "web"
        })
@NullMarked
package org.vestibule.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
