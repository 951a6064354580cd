package org.vestibule.mail;

/** Something was written to the outbox: worth a look after the commit. */
record MailQueued() {}
