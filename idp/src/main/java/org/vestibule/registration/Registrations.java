package org.vestibule.registration;

import java.time.Instant;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.registration.Drafts.Draft;

/** Registers clients, shows them their registration and removes it; who may is decided by a token each time. */
@Component
class Registrations {

    private final InitialAccessTokens initialTokens;
    private final Drafts drafts;
    private final RegistrationStore store;
    private final Clients clients;

    Registrations(InitialAccessTokens initialTokens, Drafts drafts, RegistrationStore store, Clients clients) {
        this.initialTokens = initialTokens;
        this.drafts = drafts;
        this.store = store;
        this.clients = clients;
    }

    /** A request that is refused costs no use of the token. */
    Registered register(String initialToken, byte[] body) {
        Optional<InitialAccessToken> initial = initialTokens.find(initialToken);
        if (initial.isEmpty()) {
            return new Registered.NotAllowed();
        }
        Draft draft = drafts.draft(body, initial.get().policy());
        LmsClient client = draft.client();
        if (client == null) {
            return Registered.Refused.of(draft.problems());
        }
        String token = RandomValues.next();
        return store.register(initial.get(), client, token)
                .<Registered>map(at -> new Registered.Yes(client, draft.secret(), token, at))
                .orElseGet(Registered.NotAllowed::new);
    }

    Registered find(String clientId, String token) {
        Optional<LmsClient> client = clients.byClientId(clientId);
        Optional<Instant> at = client.flatMap(found -> store.find(found.id(), token));
        return at.isEmpty()
                ? new Registered.NotAllowed()
                : new Registered.Yes(client.orElseThrow(), null, token, at.get());
    }

    boolean remove(String clientId, String token) {
        return clients.byClientId(clientId)
                .filter(client -> store.remove(client, token))
                .isPresent();
    }
}
