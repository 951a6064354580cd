/**
 * Rosters: a list of people that another system keeps, as a file. It is compared with the accounts, shown, and imported exactly
 * as shown. Never sets a role or a password, and never changes somebody with a role.
 */
@ApplicationModule(allowedDependencies = {"user", "session", "maillink", "mail", "event", "lifecycle", "web"})
@NullMarked
package org.vestibule.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
