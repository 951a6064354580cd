package org.vestibule.user;

import java.util.UUID;

/** An account was made that nobody can sign in to yet. Published in the transaction that makes it. */
public record CreatedWithoutPassword(UUID userId) {}
