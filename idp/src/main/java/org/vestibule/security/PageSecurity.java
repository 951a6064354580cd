package org.vestibule.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.vestibule.session.CookieCsrfTokens;
import org.vestibule.session.HeldForms;
import org.vestibule.session.SessionSecurityContextRepository;
import org.vestibule.user.Role;
import org.vestibule.web.IdpProperties;

/**
 * Our own pages. What is not named here needs every factor that is owed, so a new page is closed until somebody opens it
 * (MFA-01).
 */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

    /** Pages that say nothing about a person, or that decide themselves how far a sign-in has got. */
    static final String[] PUBLIC = {
        "/login",
        "/login/second-factor",
        "/login/second-factor/methods",
        "/login/second-factor/no-access",
        "/login/second-factor/send",
        "/login/confirm",
        "/login/language",
        "/language",
        "/logout",
        "/next-learner",
        "/login/next-learner",
        "/logout/confirm",
        "/signed-out",
        "/password/forgot",
        "/password/forgot/sent",
        "/password/reset",
        "/activate",
        "/email/confirm",
        "/email/confirmed",
        FormPost.PAGE,
        "/error",
        "/livez",
        "/readyz"
    };

    /** What sets up a method, and nothing else: open after the password alone to whoever has none and must (MFA-10). */
    static final String[] SET_UP = {
        "/account/two-factor/totp",
        "/account/two-factor/sms",
        "/account/two-factor/sms/code",
        "/account/two-factor/sms/resend"
    };

    static final String[] STATIC = {"/style.css", "/app.js", "/logo.svg", "/favicon.ico", "/webjars/**"};

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            SessionSecurityContextRepository sessions,
            CookieCsrfTokens csrfTokens,
            Gate gate,
            StaffGate staff,
            DeviceGate devices,
            MissingProof missingProof,
            Headers headers,
            SwitchedOff switchedOff,
            HeldForms heldForms,
            IdpProperties properties,
            Environment environment) {
        headers.apply(http);
        switchedOff.apply(http);
        return http.securityContext(context -> context.securityContextRepository(sessions))
                .sessionManagement(management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .logout(logout -> logout.disable())
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(missingProof).accessDeniedHandler(missingProof))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(PUBLIC).permitAll();
                    requests.requestMatchers(HttpMethod.GET, STATIC).permitAll();
                    if (environment.acceptsProfiles(Profiles.of("demo"))) {
                        requests.requestMatchers("/demo/**").permitAll();
                    }
                    staff(requests, staff);
                    rules(requests, gate, devices);
                })
                .addFilterBefore(new CrossSiteFilter(properties), CsrfFilter.class)
                .addFilterBefore(new UploadFilter(), CsrfFilter.class)
                .addFilterAfter(new HeldFormFilter(heldForms), AuthorizationFilter.class)
                .build();
    }

    /** The pages that are not for administrators alone. */
    private static void staff(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            StaffGate staff) {
        requests.requestMatchers(HttpMethod.GET, "/admin", "/admin/users", "/admin/users/{id:[0-9a-fA-F-]+}")
                .access(staff.any(Role.values()))
                .requestMatchers(HttpMethod.GET, "/admin/audit", "/admin/audit/export")
                .access(staff.any(Role.ADMIN, Role.AUDITOR))
                .requestMatchers("/admin/users/{id}/{help:sign-out|unlock|invite|reset-two-factor|trusted-browsers}")
                .access(staff.help());
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            Gate gate,
            DeviceGate devices) {
        requests.requestMatchers(HttpMethod.GET, "/account/two-factor/recovery-codes/reminder")
                .access(gate.signedInOrCodes())
                .requestMatchers("/account/two-factor/recovery-codes", "/account/two-factor/recovery-codes/**")
                .access(gate.sensitiveOrCodes())
                .requestMatchers(HttpMethod.GET, "/account/two-factor")
                .access(gate.signedIn())
                .requestMatchers("/account/two-factor/set-up")
                .access(gate.signedInOrSetUp())
                .requestMatchers(SET_UP)
                .access(gate.sensitiveOrSetUp())
                .requestMatchers("/account/two-factor", "/account/two-factor/**", "/account/password", "/account/email")
                .access(gate.sensitive())
                // tells numbers only, and reloads itself for minutes
                .requestMatchers(HttpMethod.GET, "/admin/users/import/*/progress")
                .access(gate.administrator())
                .requestMatchers(
                        "/admin/settings/**",
                        "/admin/users/new",
                        "/admin/users/import",
                        "/admin/users/import/**",
                        "/admin/users/*/*",
                        "/admin/clients/new",
                        "/admin/clients/*/*",
                        "/admin/shared-computers/new",
                        "/admin/shared-computers/*/*")
                .access(gate.sensitiveAdministration())
                .requestMatchers("/admin", "/admin/**")
                .access(gate.administrator())
                .requestMatchers("/device/{id}")
                .access(devices)
                .anyRequest()
                .access(gate.signedIn());
    }
}
