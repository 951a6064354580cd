/**
 * Browsers in which people sign in with the password alone for some days, where an administrator allows it (MFA-12). Sign-in
 * makes and uses trusts, their owner removes them, and every change of what they stand for ends them.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "session", "settings", "secrets", "user", "event", "web"})
@NullMarked
package org.vestibule.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
