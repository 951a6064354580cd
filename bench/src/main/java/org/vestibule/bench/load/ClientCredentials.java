package org.vestibule.bench.load;

import java.util.List;

/** Access tokens of a platform for itself. */
public final class ClientCredentials extends ProviderSimulation {

    public ClientCredentials() {
        run("client credentials", List.of(steady("platforms", tokens.clientCredentials())));
    }
}
