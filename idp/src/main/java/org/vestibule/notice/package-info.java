/**
 * Tells people by mail what happened to their account (TOTP-14). Listens to the events of the other modules; nobody calls it.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "event", "user", "session", "settings", "mail", "web"})
@NullMarked
package org.vestibule.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
