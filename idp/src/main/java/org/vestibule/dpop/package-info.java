/**
 * Tokens that are good only together with a key (DPoP, RFC 9449): reads the proof of a request, lets it count once, and hands
 * the proven key on to the grants.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "client", "secrets", "web"})
@NullMarked
package org.vestibule.dpop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
