package org.vestibule.grant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.session.Assurance;
import org.vestibule.user.User;

/**
 * An authorization with its person, as the database says now. Its proof is that of the sign-in it came from and never
 * changes (OID-10, OID-12).
 *
 * @param clientId the client's internal id
 * @param user null for a client acting for itself (client_credentials)
 * @param sessionId the {@code sid}
 * @param request the parameters of the authorization request that matter later: redirect_uri, code_challenge, nonce …
 * @param live whether nothing has ended it: not revoked, not expired, person enabled, session running or offline
 */
public record Grant(
        UUID id,
        UUID clientId,
        @Nullable User user,
        @Nullable UUID sessionId,
        Set<String> scopes,
        boolean offline,
        Map<String, Object> request,
        List<String> amr,
        Assurance assurance,
        Instant authTime,
        Instant expiresAt,
        boolean live) {

    /** The attribute of the framework's authorization that holds this. */
    public static final String ATTRIBUTE = Grant.class.getName();

    /** Whether the request wanted the person to be asked, so that the grant is what the consent page showed. */
    public boolean consentAsked() {
        return consentAsked(request);
    }

    static boolean consentAsked(Map<String, Object> request) {
        return request.get("prompt") instanceof String prompt
                && List.of(prompt.split(" ")).contains("consent");
    }
}
