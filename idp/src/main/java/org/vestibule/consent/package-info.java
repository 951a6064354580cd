/**
 * What people let applications know: the question before the first token, the answers, and their withdrawal. Security asks
 * here whether the question is due; the account page lists what was allowed.
 */
@ApplicationModule(
        allowedDependencies = {"lifecycle", "secrets", "client", "user", "session", "signin", "grant", "event", "web"})
@NullMarked
package org.vestibule.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
