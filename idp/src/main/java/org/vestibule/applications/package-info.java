/**
 * Administration of applications: list, create, change, replace secrets, delete (ux.md, section 6). A secret is shown once,
 * on the answer to the form that made it, and is nowhere else.
 */
@ApplicationModule(allowedDependencies = {"client", "token", "session", "event", "web"})
@NullMarked
package org.vestibule.applications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
