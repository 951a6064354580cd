/**
 * Only in profile demo: the simulator of Twilio's HTTP API, its message page, and the demo's accounts and clients.
 */
@ApplicationModule(allowedDependencies = {"web", "sms", "client", "importing", "lifecycle"})
@NullMarked
package org.vestibule.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
