/**
 * How the process starts and ends: refusals of a start with a sentence that says what to do,
 * and an end with the standard input where that is wanted.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.vestibule.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
