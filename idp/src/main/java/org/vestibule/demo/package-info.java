/**
 * Only in profile demo: the simulator of Twilio's HTTP API, the pages of its messages and its mail, and the demo's accounts and clients.
 */
@ApplicationModule(allowedDependencies = {"web", "sms", "mail", "client", "importing", "lifecycle"})
@NullMarked
package org.vestibule.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
