/**
 * People: who they are, their names, roles, groups and passwords. Sign-in asks it whether a password is right; it
 * hands out no session and has no pages of its own yet.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "event", "web", "secrets", "throttle"})
@NullMarked
package org.vestibule.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
