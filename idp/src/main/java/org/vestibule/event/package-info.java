/**
 * The common shape of what the audit trail wants to know. Modules publish their own records of it, in the
 * transaction of the change.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.vestibule.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
