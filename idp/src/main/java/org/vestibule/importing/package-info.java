/**
 * The import file: read whole, checked whole, applied in one transaction; and its counterpart, the export.
 */
@ApplicationModule(
        allowedDependencies = {
            "lifecycle",
            "user",
            "session",
            "settings",
            "enrollment",
            "totp",
            "sms",
            "client",
            "token",
            "secrets",
            "mail",
            "event",
            "web"
        })
@NullMarked
package org.vestibule.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
