package org.vestibule.maillink;

import java.util.UUID;

/** Whose address a link confirms, and which. */
record AddressLink(UUID userId, String username, String address) {

    @Override
    public String toString() {
        return "AddressLink[" + userId + "]";
    }
}
