/**
 * Mail to people: texts in their language, an outbox committed with the change, delivery with retries. Without a mail server
 * {@link org.vestibule.mail.Mails#available()} is false, and features that need mail are off and say so.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "secrets", "web"})
@NullMarked
package org.vestibule.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
