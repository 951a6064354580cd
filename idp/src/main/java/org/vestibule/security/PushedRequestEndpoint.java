package org.vestibule.security;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.web.OAuth2PushedAuthorizationRequestEndpointFilter;
import org.springframework.stereotype.Component;
import org.vestibule.dpop.RequestProof;
import org.vestibule.pushed.PushedRequests;
import org.vestibule.session.SessionCookies;

/** Both ends of a pushed request (RFC 9126): where the LMS leaves it, and where the browser comes for it. */
@Component
class PushedRequestEndpoint {

    private final PushedRequestProvider provider;
    private final PushedRequests requests;
    private final SessionCookies cookies;

    PushedRequestEndpoint(PushedRequestProvider provider, PushedRequests requests, SessionCookies cookies) {
        this.provider = provider;
        this.requests = requests;
        this.cookies = cookies;
    }

    /** In place of the framework's own keeping; its filter and reading stay. */
    void addTo(OAuth2AuthorizationServerConfigurer server) {
        server.pushedAuthorizationRequestEndpoint(endpoint -> endpoint.authenticationProviders(providers -> {
                    providers.clear();
                    providers.add(provider);
                })
                .pushedAuthorizationRequestConverters(readers -> readers.add(PushedRequestEndpoint::refuse))
                .pushedAuthorizationResponseHandler(PushedRequestAnswers::accept)
                .errorResponseHandler(PushedRequestAnswers::refuse));
        server.addObjectPostProcessor(new ProofAsDetails());
    }

    /** Reached where the form is no authorization request, which the framework would answer with a failure. */
    private static Authentication refuse(HttpServletRequest request) {
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
    }

    /** For the authorization endpoint. */
    Filter opening() {
        return new PushedRequestFilter(requests, cookies);
    }

    /** For {@link PushedRequestProvider}, which sees no request. */
    private static final class ProofAsDetails
            implements ObjectPostProcessor<OAuth2PushedAuthorizationRequestEndpointFilter> {

        @Override
        public <O extends OAuth2PushedAuthorizationRequestEndpointFilter> O postProcess(O filter) {
            filter.setAuthenticationDetailsSource(RequestProof::of);
            return filter;
        }
    }
}
