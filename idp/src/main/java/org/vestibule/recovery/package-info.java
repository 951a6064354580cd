/**
 * Recovery codes: ten a person, each good once, and the page that shows them once.
 */
@ApplicationModule(
        allowedDependencies = {"enrollment", "enrollment::spi", "user", "settings", "session", "event", "web"})
@NullMarked
package org.vestibule.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
