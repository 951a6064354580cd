package org.vestibule.device;

import java.util.Set;
import java.util.UUID;

/** A device that waits for a person's word. */
record WaitingDevice(UUID id, UUID clientId, Set<String> scopes) {}
