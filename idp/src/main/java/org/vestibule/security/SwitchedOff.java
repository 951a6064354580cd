package org.vestibule.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.vestibule.device.DeviceFlowProperties;

/** The addresses of what an operator did not switch on: nobody is there, whoever asks. */
@Component
class SwitchedOff {

    private static final RequestMatcher DEVICE_FLOW = new OrRequestMatcher(
            PathPatternRequestMatcher.withDefaults().matcher(MachineEndpoints.DEVICE_AUTHORIZATION),
            PathPatternRequestMatcher.withDefaults().matcher("/device"),
            PathPatternRequestMatcher.withDefaults().matcher("/device/**"));

    private final DeviceFlowProperties deviceFlow;

    SwitchedOff(DeviceFlowProperties deviceFlow) {
        this.deviceFlow = deviceFlow;
    }

    void apply(HttpSecurity http) {
        if (!deviceFlow.enabled()) {
            http.addFilterBefore(new NotFoundFilter(DEVICE_FLOW), SecurityContextHolderFilter.class);
        }
    }

    /** Before the session is looked up. */
    static final class NotFoundFilter extends OncePerRequestFilter {

        private final RequestMatcher addresses;

        NotFoundFilter(RequestMatcher addresses) {
            this.addresses = addresses;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (addresses.matches(request)) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                chain.doFilter(request, response);
            }
        }
    }
}
