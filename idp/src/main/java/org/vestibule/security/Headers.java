package org.vestibule.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.stereotype.Component;
import org.vestibule.web.CspHeaderWriter;
import org.vestibule.web.IdpProperties;

/** The headers of every answer of every chain (WEB-02, WEB-03, WEB-05). */
@Component
class Headers {

    private static final long YEAR = 31_536_000;

    private final boolean secure;

    Headers(IdpProperties properties) {
        this.secure = properties.secure();
    }

    void apply(HttpSecurity http) {
        http.headers(headers -> headers.addHeaderWriter(new CspHeaderWriter())
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(
                        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"))
                .httpStrictTransportSecurity(hsts -> {
                    if (secure) {
                        hsts.requestMatcher(AnyRequestMatcher.INSTANCE)
                                .includeSubDomains(true)
                                .maxAgeInSeconds(YEAR);
                    } else {
                        hsts.disable();
                    }
                }));
    }
}
