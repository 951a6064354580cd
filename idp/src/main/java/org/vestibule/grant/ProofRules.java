package org.vestibule.grant;

import java.util.Optional;

import org.vestibule.client.ClientMetadata;
import org.vestibule.session.Assurance;

/** What tokens say about a proof, and how much of it a client demands. */
public interface ProofRules {

    /** The step below which a client gets no token; empty: it takes any. */
    Optional<Assurance> required(ClientMetadata client);

    /** The step that a grant's tokens name at its client: the one reached, or a lower one that it asked for. */
    Assurance told(Grant grant, ClientMetadata client);
}
