/**
 * Clients that prove who they are by a certificate (RFC 8705), off by default: where the certificate of a request comes from,
 * whether it is the client's, and tokens that are bound to it. {@code security} lets the framework's client authentication
 * ask here.
 */
@ApplicationModule(allowedDependencies = {"assertion", "client", "lifecycle", "web"})
@NullMarked
package org.vestibule.mtls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
