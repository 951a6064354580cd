package org.vestibule.session;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.vestibule.web.ClientAddress;

/**
 * From where and with what somebody signs in.
 *
 * @param sourceIp the browser's address, null where unknown
 */
public record Visitor(@Nullable String sourceIp, BrowserName browser) {

    public static Visitor of(HttpServletRequest request, ClientAddress addresses) {
        return new Visitor(addresses.of(request), BrowserName.of(request.getHeader("User-Agent")));
    }
}
