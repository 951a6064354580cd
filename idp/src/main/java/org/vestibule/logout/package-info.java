/**
 * Tells LMSs that a session has ended: by the server (OpenID Connect Back-Channel Logout), with an outbox that is written in
 * the transaction of the session's end, and by the browser (Front-Channel Logout) on the signed-out page.
 */
@ApplicationModule(
        allowedDependencies = {"lifecycle", "session", "client", "token", "outbound", "secrets", "event", "web"})
@NullMarked
package org.vestibule.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
