package org.vestibule.sample.signin;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.vestibule.sample.web.ErrorReference;

import static org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive.CACHE;
import static org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive.STORAGE;

/** The one filter chain: which pages need a person, how people sign in and out, and the headers of every answer. */
@Configuration(proxyBeanMethods = false)
class SignInSecurity {

    static final String[] SIGNED_IN_PAGES = {"/courses", "/grades", "/how-you-signed-in"};

    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();
    private static final RequestMatcher SIGN_OUT_HERE = PATHS.matcher(HttpMethod.POST, "/sign-out");
    private static final RequestMatcher SIGN_OUT_EVERYWHERE = PATHS.matcher(HttpMethod.POST, "/sign-out/everywhere");

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            Provider provider,
            ClientRegistrationRepository registrations,
            SignInSucceeded succeeded,
            SignInFailures failures,
            IdTokenDecoders decoders,
            PageHeaders pageHeaders) {
        return http.authorizeHttpRequests(rules -> rules.requestMatchers(SIGNED_IN_PAGES)
                        .authenticated()
                        .requestMatchers("/refresh")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .oauth2Login(login -> login.loginPage(Provider.SIGN_IN_PATH)
                        .successHandler(succeeded)
                        .failureHandler(failures)
                        .withObjectPostProcessor(politeWhenNotStarted(failures)))
                .addFilterBefore(
                        new IssuerCheck(provider, registrations, failures), OAuth2LoginAuthenticationFilter.class)
                .addFilterAfter(new LogoutTokenCheck(provider, registrations, decoders), HeaderWriterFilter.class)
                .oidcLogout(logout -> logout.backChannel(Customizer.withDefaults()))
                .logout(logout -> logout.logoutRequestMatcher(
                                request -> SIGN_OUT_HERE.matches(request) || SIGN_OUT_EVERYWHERE.matches(request))
                        .addLogoutHandler(new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(CACHE, STORAGE)))
                        .logoutSuccessHandler(afterSignOut(registrations)))
                .headers(headers -> headers.addHeaderWriter(pageHeaders))
                .exceptionHandling(refused -> refused.accessDeniedHandler(SignInSecurity::refuse))
                .build();
    }

    /** Only pages a person would want to come back to, and their addresses as they were: null leaves out the mark. */
    @Bean
    @SuppressWarnings("NullAway") // null is documented there, but not declared
    RequestCache wantedPages() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(request -> {
            for (String page : SIGNED_IN_PAGES) {
                if (PATHS.matcher(HttpMethod.GET, page).matches(request)) {
                    return true;
                }
            }
            return false;
        });
        return cache;
    }

    /** A form whose session is gone is no matter of rights: the page says that it has expired. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        request.setAttribute(ErrorReference.EXPIRED, denied instanceof CsrfException);
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> politeWhenNotStarted(
            SignInFailures failures) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(failures::onRequestFailure);
                return filter;
            }
        };
    }

    /** Our own session has ended by then in both cases (OID-15). */
    private static LogoutSuccessHandler afterSignOut(ClientRegistrationRepository registrations) {
        OidcClientInitiatedLogoutSuccessHandler everywhere = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        everywhere.setPostLogoutRedirectUri("{baseUrl}/");
        SimpleUrlLogoutSuccessHandler here = new SimpleUrlLogoutSuccessHandler();
        return (request, response, authentication) -> {
            LogoutSuccessHandler chosen = SIGN_OUT_EVERYWHERE.matches(request) ? everywhere : here;
            chosen.onLogoutSuccess(request, response, authentication);
        };
    }
}
