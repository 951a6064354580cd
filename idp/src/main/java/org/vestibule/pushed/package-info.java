/**
 * Authorization requests that LMSs push ahead (RFC 9126): kept for a minute by the hash of their {@code request_uri}, then
 * carried by the browser that opened one, spent when a code is issued.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "client", "secrets"})
@NullMarked
package org.vestibule.pushed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
