package org.vestibule.security;

import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.grant.Subjects;
import org.vestibule.session.IdpUser;
import org.vestibule.token.ClaimsParameter;
import org.vestibule.token.IdTokenHints;

/** Whom an LMS wants to see signed in, where it says so; nobody else will do (OpenID Connect Core section 3.1.2.2). */
@Component
class MeantPerson {

    private final IdTokenHints hints;
    private final Subjects subjects;
    private final Clients clients;

    MeantPerson(IdTokenHints hints, Subjects subjects, Clients clients) {
        this.hints = hints;
        this.subjects = subjects;
        this.clients = clients;
    }

    boolean isAnother(IdpUser user, Map<String, Object> parameters, String clientId) {
        return byHint(user, parameters)
                || byClaims(user, AuthorizationRequests.text(parameters, ClaimsParameter.NAME), clientId);
    }

    /**
     * A hint that is not ours names nobody. It does not keep a person from the sign-in page, because the key of an old one may
     * be gone; but without a page to show, nothing says that this is the person the LMS means.
     */
    private boolean byHint(IdpUser user, Map<String, Object> parameters) {
        String hint = AuthorizationRequests.text(parameters, "id_token_hint");
        return !hint.isEmpty()
                && hints.read(hint)
                        .map(found -> !found.subject().equals(user.id()))
                        .orElseGet(
                                () -> AuthorizationRequests.prompts(parameters).contains("none"));
    }

    /** Section 5.5.1: a {@code sub} with a value. It is the one by which this client knows the person. */
    private boolean byClaims(IdpUser user, String claims, String clientId) {
        Optional<String> wanted = ClaimsParameter.parse(claims).subject();
        return wanted.isPresent()
                && clients.byClientId(clientId)
                        .map(LmsClient::metadata)
                        .filter(client -> wanted.get()
                                .equals(subjects.of(user.id(), client).toString()))
                        .isEmpty();
    }
}
