package org.vestibule.notice;

import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.vestibule.web.ClientAddress;

/** From where a request came, roughly: its network, which people recognise and which follows nobody around. */
@Component
class Origins {

    private final ClientAddress addresses;

    Origins(ClientAddress addresses) {
        this.addresses = addresses;
    }

    /** The network of the request that is being answered; empty where there is none. */
    Optional<String> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.ofNullable(addresses.of(request.getRequest())).map(ClientAddress::network)
                : Optional.empty();
    }
}
