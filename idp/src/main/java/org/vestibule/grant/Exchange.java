package org.vestibule.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.vestibule.session.Assurance;

/**
 * What comes of an access token that was exchanged for another one (RFC 8693).
 *
 * @param subjectGrant the grant of the token that was shown
 * @param scopes within those of that token and of the client
 * @param audience one that the client may ask for
 * @param assurance the step that the token that was shown names
 * @param expiresAt not after that token
 * @param act who acts: the client, and who acted before it
 */
public record Exchange(
        UUID subjectGrant,
        Set<String> scopes,
        String audience,
        Assurance assurance,
        Instant expiresAt,
        Map<String, Object> act) {

    /** The attribute of the framework's authorization that holds this. */
    public static final String ATTRIBUTE = Exchange.class.getName();
}
