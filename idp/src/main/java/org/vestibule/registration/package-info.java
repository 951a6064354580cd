/**
 * Clients that register themselves (RFC 7591, OpenID Connect Dynamic Client Registration): who may, what they may be, and how
 * they look after their registration (RFC 7592). What comes out is a client like any other. Off unless the operator wants it.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "client", "token", "outbound", "secrets", "event", "web"})
@NullMarked
package org.vestibule.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
