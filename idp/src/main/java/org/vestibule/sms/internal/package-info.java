/** Challenges, limits, the Twilio adapter and the set-up pages: nobody else's business. */
@NullMarked
package org.vestibule.sms.internal;

import org.jspecify.annotations.NullMarked;
