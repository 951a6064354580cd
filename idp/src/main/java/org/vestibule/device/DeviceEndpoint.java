package org.vestibule.device;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2DeviceAuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2DeviceAuthorizationResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.OAuth2DeviceAuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2DeviceAuthorizationRequestAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.vestibule.throttle.Attempts;
import org.vestibule.web.ClientAddress;
import org.vestibule.web.IdpProperties;
import org.vestibule.web.Sources;

/**
 * The framework's device authorization endpoint with our codes and answers: its own answer does not name the interval and
 * takes the page's address from the request (WEB-08).
 */
@Component
public class DeviceEndpoint {

    // each is a row, and a client without a secret may be anybody; schools share addresses
    private static final int REQUESTS = 300;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final DeviceRequests requests;
    private final Attempts attempts;
    private final ClientAddress addresses;
    private final URI page;
    private final OAuth2DeviceAuthorizationRequestAuthenticationConverter converter =
            new OAuth2DeviceAuthorizationRequestAuthenticationConverter();
    private final OAuth2DeviceAuthorizationResponseHttpMessageConverter answers =
            new OAuth2DeviceAuthorizationResponseHttpMessageConverter();
    private final OAuth2ErrorHttpMessageConverter errors = new OAuth2ErrorHttpMessageConverter();

    DeviceEndpoint(DeviceRequests requests, Attempts attempts, ClientAddress addresses, IdpProperties properties) {
        this.requests = requests;
        this.attempts = attempts;
        this.addresses = addresses;
        this.page = properties.issuer().resolve(DeviceController.PATH);
    }

    /** Runs behind the authentication of clients. */
    public Filter filter() {
        OAuth2DeviceAuthorizationEndpointFilter filter =
                new OAuth2DeviceAuthorizationEndpointFilter(new ProviderManager(requests));
        filter.setAuthenticationConverter(this::read);
        filter.setAuthenticationSuccessHandler(this::answer);
        filter.setAuthenticationFailureHandler(this::refuse);
        return filter;
    }

    private @Nullable Authentication read(HttpServletRequest request) {
        Optional<Duration> wait =
                attempts.take("device-requests", Sources.network(addresses.of(request)), REQUESTS, WINDOW);
        if (wait.isPresent()) {
            throw new TooManyDevicesException(wait.get());
        }
        return converter.convert(request);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OAuth2DeviceAuthorizationRequestAuthenticationToken done =
                (OAuth2DeviceAuthorizationRequestAuthenticationToken) authentication;
        String userCode = value(done.getUserCode());
        answers.write(
                OAuth2DeviceAuthorizationResponse.with(value(done.getDeviceCode()), userCode)
                        .verificationUri(page.toString())
                        .verificationUriComplete(UriComponentsBuilder.fromUri(page)
                                .queryParam(DeviceController.USER_CODE, userCode)
                                .toUriString())
                        .expiresIn(DeviceRequests.LIFE.toSeconds())
                        .interval(DeviceCodeGrant.INTERVAL.toSeconds())
                        .build(),
                null,
                new ServletServerHttpResponse(response));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        OAuth2AuthenticationException known = (OAuth2AuthenticationException) refused;
        ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
        answer.setStatusCode(HttpStatus.BAD_REQUEST);
        if (known instanceof TooManyDevicesException tooMany) {
            answer.setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.wait.toSeconds()));
        }
        errors.write(new OAuth2Error(known.getError().getErrorCode()), null, answer);
    }

    private static String value(@Nullable AbstractOAuth2Token code) {
        if (code == null) {
            throw new IllegalStateException("a request that was answered has its codes");
        }
        return code.getTokenValue();
    }

    private static final class TooManyDevicesException extends OAuth2AuthenticationException {

        private static final long serialVersionUID = 1L;

        private final Duration wait;

        TooManyDevicesException(Duration wait) {
            super("temporarily_unavailable");
            this.wait = wait;
        }
    }
}
