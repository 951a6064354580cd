package org.vestibule.bench.load;

import java.util.List;

/** From refresh token to refresh token. */
public final class Refreshes extends ProviderSimulation {

    public Refreshes() {
        run("refresh", List.of(signedIn("platforms that refresh", tokens.refresh())));
    }
}
