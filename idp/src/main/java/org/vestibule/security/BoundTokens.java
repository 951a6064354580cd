package org.vestibule.security;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.stereotype.Component;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.dpop.Proofs;
import org.vestibule.dpop.ProvenKey;
import org.vestibule.dpop.RequestProof;

/**
 * UserInfo for access tokens that are bound to a key (RFC 9449 section 7). The framework's bearer filter refuses those; here
 * all others are refused.
 */
@Component
class BoundTokens {

    private static final String SCHEME = "dpop";
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)dpop +([A-Za-z0-9._~+/-]+=*)");

    private final JwtDecoder decoder;
    private final Proofs proofs;
    private final LmsClientRepository clients;

    BoundTokens(JwtDecoder decoder, Proofs proofs, LmsClientRepository clients) {
        this.decoder = decoder;
        this.proofs = proofs;
        this.clients = clients;
    }

    /** Whether a request shows such a token, or tries to. */
    static boolean shown(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    Filter filter() {
        AuthenticationFilter filter = new AuthenticationFilter(this::authenticate, BoundTokens::read);
        filter.setRequestMatcher(request -> MachineEndpoints.userInfo(request) && shown(request));
        filter.setSuccessHandler((request, response, authentication) -> {
            // the request goes on to UserInfo
        });
        filter.setFailureHandler(MachineEndpoints::refuseToken);
        return filter;
    }

    private static Authentication read(HttpServletRequest request) {
        Matcher credentials = CREDENTIALS.matcher(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (request.getParameter("access_token") != null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        if (!credentials.matches()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
        }
        return new Shown(credentials.group(1), RequestProof.of(request));
    }

    /** The token first: a proof beside one that is not ours takes no row. */
    private Authentication authenticate(Authentication authentication) {
        Shown shown = (Shown) authentication;
        Jwt token = token(shown.token);
        String clientId = token.getClaimAsString("client_id");
        RegisteredClient client = clientId == null ? null : clients.findByClientId(clientId);
        if (client == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
        }
        ProvenKey key = proofs.verify(shown.proof, LmsClientRepository.metadata(client), shown.token);
        Map<String, Object> confirmation = token.getClaimAsMap("cnf");
        if (confirmation == null || !key.thumbprint().equals(confirmation.get("jkt"))) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
        }
        return new JwtAuthenticationToken(token, AuthorityUtils.NO_AUTHORITIES);
    }

    private Jwt token(String value) {
        try {
            return decoder.decode(value);
        } catch (JwtException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN), e);
        }
    }

    /** A token and its proof, unchecked. */
    private static final class Shown extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final String token;
        private final transient RequestProof proof;

        Shown(String token, RequestProof proof) {
            super(AuthorityUtils.NO_AUTHORITIES);
            this.token = token;
            this.proof = proof;
        }

        @Override
        public @Nullable Object getCredentials() {
            return null;
        }

        @Override
        public Object getPrincipal() {
            return "access token";
        }
    }
}
