package org.vestibule.applications;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.client.ClientSecret;
import org.vestibule.client.LmsClient;
import org.vestibule.client.NewClientSecret;
import org.vestibule.client.SecretRotation;

/** Another secret for an application, once for each form that asks. */
@Service
class SecretReplacement {

    private final ApplicationRows rows;
    private final SecretRotation rotation;

    SecretReplacement(ApplicationRows rows, SecretRotation rotation) {
        this.rows = rows;
        this.rotation = rotation;
    }

    /** The id of the newest secret of an application; empty where it has none. */
    String newest(LmsClient client) {
        List<ClientSecret> there = rotation.of(client);
        return there.isEmpty() ? "" : there.get(there.size() - 1).id().toString();
    }

    /** @return empty where somebody has replaced the secret meanwhile, or there are two already */
    @Transactional
    Optional<NewClientSecret> replace(LmsClient client, String newest, Overlap overlap, UUID administrator) {
        rows.lock(client.id());
        return newest(client).equals(newest)
                ? rotation.add(client, overlap.duration(), administrator)
                : Optional.empty();
    }
}
