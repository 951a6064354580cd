/**
 * Clients that prove who they are by a signed assertion ({@code private_key_jwt}): their keys, by value or fetched, and the
 * assertions that are spent. {@code security} lets the framework's client authentication ask here.
 */
@ApplicationModule(allowedDependencies = {"client", "outbound", "lifecycle", "secrets", "web"})
@NullMarked
package org.vestibule.assertion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
