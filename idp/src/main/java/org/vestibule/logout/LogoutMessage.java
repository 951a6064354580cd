package org.vestibule.logout;

import java.util.UUID;

/**
 * What one LMS is to be told about one session.
 *
 * @param clientId the client's internal id
 * @param attempts tries so far
 */
record LogoutMessage(UUID id, UUID sessionId, UUID userId, UUID clientId, int attempts) {}
