/**
 * The device authorization grant (RFC 8628): an application that has no browser asks, a person enters the code that it shows
 * and allows it, and the application gets tokens when it asks next. What is granted belongs to the module grant.
 */
@ApplicationModule(
        allowedDependencies = {
            "lifecycle",
            "secrets",
            "throttle",
            "client",
            "user",
            "session",
            "signin",
            "consent",
            "grant",
            "event",
            "web"
        })
@NullMarked
package org.vestibule.device;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
