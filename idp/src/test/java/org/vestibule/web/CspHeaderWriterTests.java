package org.vestibule.web;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** WEB-02. */
@Requirement("WEB-02")
class CspHeaderWriterTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void writeWhenNothingAskedThenOurselvesOnly() {
        assertThat(written())
                .startsWith(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; ")
                .contains("object-src 'none'; frame-ancestors 'none'")
                .endsWith("form-action 'self'")
                .doesNotContain("unsafe", "*");
    }

    @Test
    void writeWhenPageMayEndAtApplicationsThenTheirOriginsOnly() {
        SecurityHeaders.allowFormAction(request, URI.create("https://lms.example.org:8443/login/oauth2/code/x?y=z"));
        SecurityHeaders.allowFormAction(request, URI.create("org.example.app:/callback"));
        assertThat(written()).endsWith("form-action 'self' https://lms.example.org:8443 org.example.app:");
    }

    @Test
    void allowWhenAddressIsRelativeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityHeaders.allowFormAction(request, URI.create("/elsewhere")));
    }

    private @Nullable String written() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new CspHeaderWriter().writeHeaders(request, response);
        return response.getHeader("Content-Security-Policy");
    }
}
