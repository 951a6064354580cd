/**
 * What a second factor is and who has which. Methods are modules of their own that implement SecondFactor;
 * sign-in and account pages know only this interface.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "user", "settings", "session", "event", "web"})
@NullMarked
package org.vestibule.enrollment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
