package org.vestibule.lab;

import java.time.Clock;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.vestibule.session.SessionCookies;
import org.vestibule.session.Visitor;
import org.vestibule.web.ClientAddress;

/** Which shared computer a request comes from. Costs a query only where the cookie is there, once a request. */
@Component
public class SharedComputers {

    private static final String FOUND = SharedComputers.class.getName();

    private final SharedComputerRows rows;
    private final SessionCookies cookies;
    private final ClientAddress addresses;
    private final Clock clock;

    SharedComputers(SharedComputerRows rows, SessionCookies cookies, ClientAddress addresses, Clock clock) {
        this.rows = rows;
        this.cookies = cookies;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** The shared computer that this request's browser is registered as. */
    public Optional<SharedComputer> of(HttpServletRequest request) {
        Optional<String> token = cookies.shared(request);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        if (request.getAttribute(FOUND) instanceof Found known) {
            return known.computer();
        }
        Optional<SharedComputer> computer = rows.byToken(token.get());
        request.setAttribute(FOUND, new Found(computer));
        return computer;
    }

    /** Who is about to sign in, and where. */
    public Visitor visitor(HttpServletRequest request) {
        Visitor visitor = Visitor.of(request, addresses);
        return of(request).map(computer -> visitor.at(computer.id())).orElse(visitor);
    }

    /** Somebody has signed in: the cookie, which browsers keep for a limited time, lasts from now on. */
    public void used(Visitor visitor, HttpServletRequest request, HttpServletResponse response) {
        if (visitor.sharedComputer() != null) {
            rows.used(visitor.sharedComputer(), clock.instant());
            cookies.shared(request).ifPresent(token -> cookies.writeShared(response, token));
        }
    }

    private record Found(Optional<SharedComputer> computer) {}
}
