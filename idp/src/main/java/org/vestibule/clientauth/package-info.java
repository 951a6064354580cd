/**
 * What happens around the authentication of clients, whichever way they do it: failures are counted, limited and told to the
 * audit trail.
 */
@ApplicationModule(allowedDependencies = {"client", "throttle", "event", "web"})
@NullMarked
package org.vestibule.clientauth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
