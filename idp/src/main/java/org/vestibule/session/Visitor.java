package org.vestibule.session;

import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.vestibule.web.ClientAddress;

/**
 * From where and with what somebody signs in.
 *
 * @param sourceIp the browser's address, null where unknown
 * @param sharedComputer which shared computer the browser is on, null: none
 */
public record Visitor(
        @Nullable String sourceIp,
        BrowserName browser,
        @Nullable UUID sharedComputer) {

    public static Visitor of(HttpServletRequest request, ClientAddress addresses) {
        return new Visitor(addresses.of(request), BrowserName.of(request.getHeader("User-Agent")), null);
    }

    /** The same person at this shared computer. */
    public Visitor at(UUID computer) {
        return new Visitor(sourceIp, browser, computer);
    }

    /** Whether other people use the same browser. */
    public boolean shared() {
        return sharedComputer != null;
    }
}
