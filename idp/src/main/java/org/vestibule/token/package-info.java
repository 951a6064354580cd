/**
 * What tokens say: amr, acr, auth_time, sid and the claims of a person; and the keys that sign them.
 */
@ApplicationModule(
        allowedDependencies = {
            "lifecycle",
            "client",
            "dpop",
            "mtls",
            "grant",
            "user",
            "session",
            "secrets",
            "event",
            "web"
        })
@NullMarked
package org.vestibule.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
