package org.vestibule.consent;

import java.util.List;
import java.util.UUID;

/**
 * An application that a person has allowed something.
 *
 * @param id of the client
 * @param scopes in the order of the consent page
 */
public record AllowedApplication(UUID id, String name, List<String> scopes) {}
