package org.vestibule.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** WEB-06: "names ≤ 64". */
@Requirement("WEB-06")
class ParameterNameFilterTests {

    @ParameterizedTest
    @CsvSource({"64,200", "65,400", "5000,400"})
    void filterWhenNameIsLongThenRefused(int length, int status) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
        request.addParameter("username", "alice");
        request.addParameter("n".repeat(length), "value");
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();

        new ParameterNameFilter().doFilter(request, response, chain);

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(chain.getRequest() != null).isEqualTo(status == 200);
    }
}
