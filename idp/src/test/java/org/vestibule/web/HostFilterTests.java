package org.vestibule.web;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** WEB-08: unknown host names are refused, whatever X-Forwarded-Host says. */
@Requirement("WEB-08")
class HostFilterTests {

    @ParameterizedTest
    @CsvSource(nullValues = "null", textBlock = """
            http://localhost:9000,        localhost,               /login,  200
            http://localhost:9000,        127.0.0.1,               /login,  200
            http://localhost:9000,        [::1],                   /login,  200
            http://localhost:9000,        evil.example,            /login,  421
            http://localhost:9000,        localhost.evil.example,  /login,  421
            https://login.example.org,    login.example.org,       /login,  200
            https://login.example.org,    LOGIN.example.org,       /login,  200
            https://login.example.org,    localhost,               /login,  421
            https://login.example.org,    10.0.0.7,                /readyz, 200
            https://login.example.org,    10.0.0.7,                /readyz/,421
            """)
    void filterWhenHostThenStatus(URI issuer, String host, String path, int status) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServerName(host);
        request.addHeader("X-Forwarded-Host", "login.example.org");
        MockHttpServletResponse response = new MockHttpServletResponse();
        new HostFilter(new IdpProperties(issuer, "Vestibule", "", List.of()))
                .doFilter(request, response, new MockFilterChain());
        assertThat(response.getStatus()).isEqualTo(status);
    }
}
