package org.vestibule.sample.signin;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

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
            RequestCache requests) {
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
                .requestCache(cache -> cache.requestCache(requests))
                .logout(logout -> logout.logoutRequestMatcher(
                                request -> SIGN_OUT_HERE.matches(request) || SIGN_OUT_EVERYWHERE.matches(request))
                        .addLogoutHandler(new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(CACHE, STORAGE)))
                        .logoutSuccessHandler(afterSignOut(registrations)))
                .headers(headers(provider))
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

    /** Chromium applies form-action to redirects as well, and signing out everywhere redirects to the provider (WEB-02). */
    private static Customizer<HeadersConfigurer<HttpSecurity>> headers(Provider provider) {
        String contentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' "
                + provider.origin() + "; base-uri 'none'; frame-ancestors 'none'";
        return headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(contentSecurityPolicy))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        permissions -> permissions.policy("camera=(), geolocation=(), microphone=(), payment=()"));
    }
}
