/** How the process starts and ends: refusals of a start with a sentence that says what to do. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.vestibule.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
