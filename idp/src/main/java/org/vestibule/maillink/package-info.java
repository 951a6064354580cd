/**
 * One-time links that come by mail: a forgotten password, the first password of a new account (PWD-15 to PWD-18), an address
 * to be proven. They set a password or an address and nothing else; a sign-in with every factor follows (PWD-16).
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "user", "signin", "mail", "throttle", "secrets", "event", "web"})
@NullMarked
package org.vestibule.maillink;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
