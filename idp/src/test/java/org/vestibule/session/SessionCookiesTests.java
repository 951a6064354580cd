package org.vestibule.session;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.Cookie;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.vestibule.requirement.Requirement;
import org.vestibule.web.IdpProperties;

import static org.assertj.core.api.Assertions.assertThat;

/** WEB-04, MFA-12: with an https issuer every cookie is __Host- and Secure, and no other is believed. */
@Requirement({"MFA-12", "WEB-04"})
class SessionCookiesTests {

    private static final String VALUE = "v".repeat(43);
    private static final String TRUST = VALUE + '.' + VALUE;

    private final SessionCookies https = cookies("https://login.example.org");
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void writeWhenHttpsThenEveryCookieIsBoundToTheHost() {
        https.writeSession(response, VALUE);
        https.writeTrust(response, TRUST, Duration.ofDays(1));
        https.browser(request, response);
        List<String> written = response.getHeaders("Set-Cookie");
        assertThat(written)
                .hasSize(3)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-vestibule_")
                        .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax")
                        .doesNotContain("Domain"));
        assertThat(written.get(1))
                .startsWith("__Host-vestibule_trust=" + TRUST + ";")
                .contains("Max-Age=86400");
    }

    /** A cookie that another host, or a page over plain http, could have set. */
    @Test
    void trustWhenHttpsAndTheCookieHasNoPrefixThenIsIgnored() {
        request.setCookies(new Cookie("vestibule_trust", TRUST), new Cookie("vestibule_session", VALUE));
        assertThat(https.trust(request)).isEmpty();
        assertThat(https.session(request)).isEmpty();
        request.setCookies(new Cookie("__Host-vestibule_trust", TRUST));
        assertThat(https.trust(request)).contains(TRUST);
    }

    @Test
    void writeWhenHttpOnThisMachineThenPlain() {
        cookies("http://localhost:9000").writeTrust(response, TRUST, Duration.ofDays(1));
        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("vestibule_trust=")
                .doesNotContain("Secure");
    }

    private static SessionCookies cookies(String issuer) {
        return new SessionCookies(new IdpProperties(URI.create(issuer), "Vestibule", "", List.of()));
    }
}
