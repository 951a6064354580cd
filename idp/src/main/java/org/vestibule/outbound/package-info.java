/**
 * Calls to addresses that clients name, such as their logout address or key set: bounded in time and size, never redirected,
 * and never into the own network unless the operator allows the host.
 */
@ApplicationModule(allowedDependencies = {"lifecycle"})
@NullMarked
package org.vestibule.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
