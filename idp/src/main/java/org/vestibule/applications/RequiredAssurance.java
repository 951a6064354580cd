package org.vestibule.applications;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.vestibule.client.ClientMetadata;
import org.vestibule.session.Assurance;
import org.vestibule.token.AcrNames;

/** What an administrator can demand of every sign-in at an application. */
enum RequiredAssurance {
    NONE,
    MFA,
    /** Something else, that came by the import file: it stays. */
    OTHER;

    static final List<RequiredAssurance> USUAL = List.of(NONE, MFA);

    static Optional<RequiredAssurance> of(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }

    static RequiredAssurance of(ClientMetadata client, AcrNames names) {
        String required = client.requiredAcr();
        if (required == null) {
            return NONE;
        }
        return required.equals(names.at(client).name(Assurance.MFA)) ? MFA : OTHER;
    }

    /** The name of it at a client that has this one so far. */
    @Nullable
    String acr(ClientMetadata client, AcrNames names) {
        return switch (this) {
            case NONE -> null;
            case MFA -> names.at(client).name(Assurance.MFA);
            case OTHER -> client.requiredAcr();
        };
    }
}
