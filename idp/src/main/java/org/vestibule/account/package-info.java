/**
 * The profile page, the password change and the overview of second factors.
 */
@ApplicationModule(allowedDependencies = {"user", "enrollment", "settings", "session", "event", "web"})
@NullMarked
package org.vestibule.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
