/**
 * The audit trail: writes down every published event in the transaction of the change, and shows them
 * to administrators. Nobody depends on it.
 */
@ApplicationModule(allowedDependencies = {"event", "web", "user"})
@NullMarked
package org.vestibule.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
