package org.vestibule.notice;

import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.vestibule.web.ClientAddress;

/** From where a request came, roughly: its network, which people recognise and which follows nobody around. */
@Component
class Origins {

    private static final int GROUPS = 3;

    private final ClientAddress addresses;

    Origins(ClientAddress addresses) {
        this.addresses = addresses;
    }

    /** The network of the request that is being answered; empty where there is none. */
    Optional<String> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.ofNullable(addresses.of(request.getRequest())).map(Origins::network)
                : Optional.empty();
    }

    /** The first three numbers of an IPv4 address, the first three groups of an IPv6 address. */
    static String network(String address) {
        String separator = address.indexOf(':') >= 0 ? ":" : ".";
        String[] parts = address.split("[.:]", -1);
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < GROUPS && i < parts.length; i++) {
            network.append(parts[i]).append(separator);
        }
        return network.append('…').toString();
    }
}
