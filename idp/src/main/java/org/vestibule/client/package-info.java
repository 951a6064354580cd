/**
 * Registered LMSs: their settings as the framework's RegisteredClient, their secrets as hashes.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "web", "secrets", "user", "event"})
@NullMarked
package org.vestibule.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
