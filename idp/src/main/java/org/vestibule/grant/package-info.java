/**
 * Our authorization store: codes, access and refresh tokens by hash, in families that die together. The code and
 * refresh grants are decided here, by one conditional UPDATE each.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "client", "dpop", "user", "session", "secrets", "event", "web"})
@NullMarked
package org.vestibule.grant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
