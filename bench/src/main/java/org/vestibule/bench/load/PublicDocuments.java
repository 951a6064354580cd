package org.vestibule.bench.load;

import java.util.List;

/** The two documents that every platform reads when it starts. */
public final class PublicDocuments extends ProviderSimulation {

    public PublicDocuments() {
        run("JWKS", List.of(steady("platforms that start", tokens.publicDocuments())));
    }
}
