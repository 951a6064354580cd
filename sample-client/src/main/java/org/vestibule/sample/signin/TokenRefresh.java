package org.vestibule.sample.signin;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.RefreshTokenOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;

/**
 * Keeps the tokens of a session current. The framework checks the ID token of a refresh and puts it in the place of the former one,
 * in the session too.
 */
@Component
class TokenRefresh {

    private static final Logger log = LoggerFactory.getLogger(TokenRefresh.class);
    private static final String LOCK = TokenRefresh.class.getName();
    private static final Object CREATING = new Object();

    private final OAuth2AuthorizedClientRepository tokens;
    private final OAuth2AuthorizedClientProvider whenExpired;
    private final OAuth2AuthorizedClientProvider now;

    TokenRefresh(
            OAuth2AuthorizedClientRepository tokens,
            OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshCall,
            ApplicationEventPublisher events) {
        this.tokens = tokens;
        this.whenExpired = refresh(refreshCall, events, Duration.ofSeconds(10));
        // an access token counts as expired this long before its end: always, therefore
        this.now = refresh(refreshCall, events, Duration.ofDays(3650));
    }

    enum Outcome {
        UNCHANGED,
        REFRESHED,
        /** The provider ended it: disabled, signed out, factor changed, or an answer that is not to be trusted. */
        ENDED,
        UNAVAILABLE
    }

    Outcome whenExpired(Authentication person, HttpServletRequest request, HttpServletResponse response) {
        return oneAtATime(whenExpired, person, request, response);
    }

    Outcome now(Authentication person, HttpServletRequest request, HttpServletResponse response) {
        return oneAtATime(now, person, request, response);
    }

    /** A refresh token works once; two tabs that use the same one would look like a theft and end the whole family. */
    private Outcome oneAtATime(
            OAuth2AuthorizedClientProvider refresh,
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response) {
        ReentrantLock lock = lockOf(request.getSession());
        lock.lock();
        try {
            return refresh(refresh, person, request, response);
        } finally {
            lock.unlock();
        }
    }

    private Outcome refresh(
            OAuth2AuthorizedClientProvider refresh,
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response) {
        OAuth2AuthorizedClient held = tokens.loadAuthorizedClient(Provider.ID, person, request);
        if (held == null) {
            return Outcome.UNCHANGED;
        }
        try {
            OAuth2AuthorizedClient renewed = refresh.authorize(OAuth2AuthorizationContext.withAuthorizedClient(held)
                    .principal(person)
                    .build());
            if (renewed == null) {
                return Outcome.UNCHANGED;
            }
            tokens.saveAuthorizedClient(renewed, person, request, response);
            return Outcome.REFRESHED;
        } catch (ClientAuthorizationException e) {
            boolean ended = OAuth2ErrorCodes.INVALID_GRANT.equals(e.getError().getErrorCode());
            log.warn("refresh failed: error={}", e.getError().getErrorCode(), ended ? null : e);
            return ended ? Outcome.ENDED : Outcome.UNAVAILABLE;
        } catch (OAuth2AuthenticationException e) {
            log.warn(
                    "refresh brought an answer that is refused: error={}",
                    e.getError().getErrorCode(),
                    e);
            return Outcome.ENDED;
        }
    }

    private static OAuth2AuthorizedClientProvider refresh(
            OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshCall,
            ApplicationEventPublisher events,
            Duration beforeExpiry) {
        RefreshTokenOAuth2AuthorizedClientProvider provider = new RefreshTokenOAuth2AuthorizedClientProvider();
        provider.setAccessTokenResponseClient(refreshCall);
        provider.setApplicationEventPublisher(events);
        provider.setClockSkew(beforeExpiry);
        return provider;
    }

    private static ReentrantLock lockOf(HttpSession session) {
        synchronized (CREATING) {
            if (session.getAttribute(LOCK) instanceof ReentrantLock lock) {
                return lock;
            }
            ReentrantLock lock = new ReentrantLock();
            session.setAttribute(LOCK, lock);
            return lock;
        }
    }
}
