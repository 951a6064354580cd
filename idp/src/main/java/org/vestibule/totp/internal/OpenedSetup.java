package org.vestibule.totp.internal;

import java.util.UUID;

/**
 * What the one page that shows a new secret needs (TOTP-11). Never kept, never printed.
 *
 * @param uri for a link on the device that has the app
 * @param groupedKey the secret in groups of four, for typing
 */
record OpenedSetup(UUID id, String uri, QrCode qrCode, String groupedKey) {

    static OpenedSetup of(UUID id, OtpauthUri uri) {
        String text = uri.text();
        String grouped = uri.key().base32().replaceAll("(.{4})(?=.)", "$1 ");
        return new OpenedSetup(id, text, QrCode.of(text), grouped);
    }

    @Override
    public String toString() {
        return "OpenedSetup[" + id + "]";
    }
}
