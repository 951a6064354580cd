/**
 * Lab mode: browsers that many people use, registered by an administrator. Tells sign-in which browser is one, and owns the pages
 * that list, register and remove them; what is stricter there is in the rows of the sessions that began there.
 */
@ApplicationModule(
        allowedDependencies = {"session", "trust", "logout", "enrollment", "secrets", "user", "event", "web"})
@NullMarked
package org.vestibule.lab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
