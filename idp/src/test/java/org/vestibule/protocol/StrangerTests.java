package org.vestibule.protocol;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing a stranger sends yields a 500 (WEB-09, OID-24). */
@Requirement({"OID-24", "WEB-09"})
@ProtocolTest
class StrangerTests {

    @Autowired
    People people;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/logout/confirm?client_id=%7Bx%7D",
                "/signed-out?client_id=%00",
                "/signed-out?client_id=a&client_id=b",
                "/signed-out?ended=%00",
                "/signed-out?ended=.&post_logout_redirect_uri=%7Bx%7D",
                "/oauth2/form-post",
                "/login?request=%00",
                "/login?request=a.b",
                "/login?request=a&request=b",
                "/login?held=------------------------------------",
                "/login/second-factor?method=none",
                "/oauth2/authorize",
                "/oauth2/authorize?response_type=code&client_id=%00",
                "/oauth2/authorize?response_type=code&client_id=x&request_uri=&request_uri=",
                "/oauth2/authorize?response_type=code&client_id=x&client_id=y",
                "/connect/logout?id_token_hint=%00&client_id=%00&state=%00",
                "/connect/logout?client_id=a&client_id=b",
                "/account?status=%00",
                "/oauth2/jwks?x=%ff",
                "/userinfo?access_token=x",
                "/device",
                "/device?user_code=%00&user_code=b",
                "/device/x",
                "/oauth2/device_authorization"
            })
    void getWhenParametersAreOddThenIsNoServerError(String address) {
        assertThat(people.browser().get(address).status()).isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/login/second-factor",
                "/login/second-factor/send",
                "/login/confirm",
                "/logout",
                "/oauth2/token",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/device_authorization",
                "/device",
                "/device/x",
                "/connect/logout",
                "/error",
                "/account"
            })
    void postWhenTheBodyIsOddThenIsNoServerError(String address) {
        assertThat(people.browser().postRaw(address, Map.of()).status()).isLessThan(500);
        assertThat(people.browser()
                        .postRaw(address, Map.of("client_id", "\0", "code", "\0", "request", "x"))
                        .status())
                .isLessThan(500);
    }

    @Test
    void tokenWhenAParameterIsRepeatedThenIsAnInvalidRequest() {
        Lms lms = people.lms(people.client());

        assertThat(lms.postText("/oauth2/token", "grant_type=authorization_code&code=a&code=b")
                        .text("error"))
                .isEqualTo("invalid_request");
    }

    /** Contract, section 6: up to 8 KiB an authorization request by POST becomes one by GET, and leads to the sign-in page. */
    @Test
    void authorizeWhenTheRequestIsLongThenLeadsToTheSignInPage() {
        Lms lms = people.lms(people.client());
        String long2000 = "x".repeat(2000);

        Browser browser = people.browser();
        Browser.Page login = browser.open(lms.authorize("state", long2000, "login_hint", long2000, "nonce", long2000));

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.path()).isEqualTo("/login");
    }

    /** WEB-06: at most 100 parameters, names of at most 64 characters; at pages and endpoints alike. */
    @Requirement("WEB-06")
    @Test
    void formWhenItHasOddParametersThenRefused() {
        Map<String, String> many =
                IntStream.range(0, 101).boxed().collect(Collectors.toMap(i -> "parameter" + i, i -> "x"));
        Map<String, String> longName = Map.of("n".repeat(65), "x");
        for (String path : List.of("/login", "/oauth2/token")) {
            assertThat(people.browser().postRaw(path, many).status()).as(path).isEqualTo(400);
            assertThat(people.browser().postRaw(path, longName).status())
                    .as(path)
                    .isEqualTo(400);
        }
        assertThat(people.browser().get("/login?" + "n".repeat(65) + "=x").status())
                .isEqualTo(400);
    }
}
