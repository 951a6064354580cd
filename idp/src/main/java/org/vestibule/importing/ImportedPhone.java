package org.vestibule.importing;

import org.vestibule.sms.PhoneNumber;

/**
 * A number for text messages.
 *
 * @param verified whether it is in force at once; else its owner proves it first
 */
record ImportedPhone(PhoneNumber number, boolean verified) {}
