package org.vestibule.mail;

import java.time.Instant;
import java.util.UUID;

import org.vestibule.secrets.Sealed;

/**
 * A row of the outbox that is still to be delivered.
 *
 * @param attempts how many were made
 */
record MailMessage(UUID id, String kind, Sealed content, Instant notAfter, int attempts) {}
