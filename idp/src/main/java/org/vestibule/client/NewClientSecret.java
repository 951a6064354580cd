package org.vestibule.client;

import java.util.UUID;

/**
 * A secret that was just made.
 *
 * @param value to be shown once; only its hash is kept
 */
public record NewClientSecret(UUID id, String value) {

    @Override
    public String toString() {
        return "NewClientSecret[" + id + "]";
    }
}
