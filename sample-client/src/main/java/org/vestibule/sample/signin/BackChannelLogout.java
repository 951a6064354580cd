package org.vestibule.sample.signin;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OidcBackChannelLogoutHandler;
import org.springframework.security.oauth2.client.oidc.session.InMemoryOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Ends sessions here when the provider says that the person has signed out there. */
@Configuration(proxyBeanMethods = false)
class BackChannelLogout {

    /** Which of our sessions belong to which of the provider's. */
    @Bean
    OidcSessionRegistry providerSessions() {
        return new InMemoryOidcSessionRegistry();
    }

    /** It ends a session by a request to ourselves with the session's cookie, so it must know the cookie's name. */
    @Bean
    OidcBackChannelLogoutHandler sessionEnds(
            OidcSessionRegistry sessions, @Value("${server.servlet.session.cookie.name}") String cookie) {
        OidcBackChannelLogoutHandler handler = new OidcBackChannelLogoutHandler(sessions);
        handler.setSessionCookieName(cookie);
        return handler;
    }

    /** Tells the registry of sessions that end otherwise. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }
}
