/**
 * Counters that bound attempts, decided in the database so that they hold on all nodes. Callers name what is
 * limited; they never see a table.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "secrets"})
@NullMarked
package org.vestibule.throttle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
