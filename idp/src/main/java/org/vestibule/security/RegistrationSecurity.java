package org.vestibule.security;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.vestibule.registration.RegistrationProperties;

/**
 * The registration of clients: blind to cookies, so without CSRF tokens (WEB-01). Its bearer tokens are none of the
 * authorization server's and are checked where they are spent. Where registration is off there is nothing (OID-20).
 */
@Configuration(proxyBeanMethods = false)
class RegistrationSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain registration(HttpSecurity http, RegistrationProperties properties, Headers headers) {
        headers.apply(http);
        return http.securityMatcher(RegistrationProperties.PATH, RegistrationProperties.PATH + "/**")
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .logout(logout -> logout.disable())
                .csrf(csrf -> csrf.disable())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                        (request, response, refused) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((authentication, context) -> new AuthorizationDecision(properties.enabled())))
                .build();
    }
}
