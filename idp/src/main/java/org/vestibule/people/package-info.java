/**
 * Administration of people: find, create, change, disable, unlock, sign out (ux.md, section 6). Never shows a secret but a
 * set-up code once where it cannot be mailed, and masks numbers.
 */
@ApplicationModule(
        allowedDependencies = {"user", "session", "throttle", "trust", "maillink", "mail", "enrollment", "event", "web"
        })
@NullMarked
package org.vestibule.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
