/**
 * System settings → Security: the one versioned row that an administrator edits, and its page. Others read
 * SecuritySettings; nobody else writes it.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "secrets", "web", "user", "session", "mail", "event"})
@NullMarked
package org.vestibule.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
