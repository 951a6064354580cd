package org.vestibule.registration;

import java.util.UUID;

/** A stored initial access token. */
record InitialAccessToken(UUID id, RegistrationPolicy policy) {}
