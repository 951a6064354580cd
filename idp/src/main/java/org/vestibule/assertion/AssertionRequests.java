package org.vestibule.assertion;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Requests of clients with an assertion. The framework's reading of them needs a {@code client_id} beside it, which RFC 7521
 * (section 4.2) lets clients leave out.
 */
public final class AssertionRequests {

    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int LONGEST = 16_384;
    private static final AuthenticationConverter FRAMEWORK = new JwtClientAssertionAuthenticationConverter();

    private AssertionRequests() {}

    /** What an assertion in the form claims; null for a request without one. */
    public static @Nullable Authentication read(HttpServletRequest request) {
        String assertion = request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION);
        if (assertion == null) {
            return null;
        }
        // RFC 6749, section 2.3: one method in a request
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        if (assertion.length() > LONGEST
                || !TYPE.equals(request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION_TYPE))) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return FRAMEWORK.convert(
                request.getParameter(OAuth2ParameterNames.CLIENT_ID) != null
                        ? request
                        : named(request, subject(assertion)));
    }

    /** Whom it is said to come from; the signature is checked later, by that client's keys. */
    private static String subject(String assertion) {
        return SignedAssertion.parsed(assertion)
                .map(parsed -> parsed.claims().getSubject())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
    }

    private static HttpServletRequest named(HttpServletRequest request, String clientId) {
        Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameterMap());
        parameters.put(OAuth2ParameterNames.CLIENT_ID, new String[] {clientId});
        return new HttpServletRequestWrapper(request) {
            @Override
            public Map<String, String[]> getParameterMap() {
                return parameters;
            }
        };
    }
}
