/**
 * Signed-in browsers: one row each, found by the hash of a cookie that changes at every step. Sign-in starts and
 * completes sessions; everything else reads the principal that is loaded from the row.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "user", "event", "web", "secrets"})
@NullMarked
package org.vestibule.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
