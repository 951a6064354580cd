/**
 * Encryption of stored secrets under a key ring from outside the database, and keyed hashes. Everything else
 * hands it bytes and a context; it knows no table but its own check values.
 */
@ApplicationModule(allowedDependencies = {"lifecycle"})
@NullMarked
package org.vestibule.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
