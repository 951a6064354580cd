package org.vestibule.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.vestibule.protocol.RawHttp.Answer;
import org.vestibule.registration.InitialAccessTokens;
import org.vestibule.registration.RegistrationPolicy;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** OID-20, WEB-09: every field of a registration request spoilt in every way, with a token that is good. */
@Requirement({"OID-20", "WEB-09"})
@ProtocolTest
class BadRegistrationTests {

    private static final String GOOD = "\"redirect_uris\":[\"http://localhost:1/login/oauth2/code/vestibule\"]";
    private static final List<String> STRINGS = List.of(
            "",
            " ",
            "\\u0000",
            "\\ud800",
            "\\ud83d\\ude00",
            "\\u202e",
            "\\n",
            "\u00c0\u00af",
            "\u00ed\u00a0\u0080",
            "\u00e9",
            "\u0001",
            "\\x",
            "<svg/onload=1>",
            "javascript:alert(1)",
            "https://evil.example/",
            "https://10.0.0.1/",
            "https://169.254.169.254/latest",
            "http://localhost:1@evil.example/",
            "//evil.example",
            "http://[::1",
            "https://\\ud83d\\ude00/",
            "%zz",
            "{x}",
            "' or '1'='1",
            "A".repeat(3000));

    @Autowired
    InitialAccessTokens tokens;

    @Autowired
    Environment environment;

    private String token = "";

    @BeforeEach
    void mayRegisterOften() {
        RegistrationPolicy policy = new RegistrationPolicy(
                List.of("authorization_code", "refresh_token"),
                List.of("openid"),
                List.of("localhost"),
                true,
                true,
                true,
                null);
        token = tokens.create("bad input", policy, 1000, Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redirect_uris",
                "post_logout_redirect_uris",
                "backchannel_logout_uri",
                "frontchannel_logout_uri",
                "initiate_login_uri",
                "sector_identifier_uri",
                "client_uri",
                "logo_uri",
                "policy_uri",
                "tos_uri",
                "jwks_uri",
                "jwks",
                "client_name",
                "client_name#el",
                "scope",
                "grant_types",
                "response_types",
                "token_endpoint_auth_method",
                "id_token_signed_response_alg",
                "subject_type",
                "default_max_age",
                "require_auth_time",
                "contacts",
                "software_statement",
                "unknown"
            })
    void registerWhenAFieldIsBadThenOnlySpecifiedErrors(String field) {
        List<String> faults = new ArrayList<>();
        bodies(field).forEach(body -> {
            Answer answer = register(body);
            Specified.fault("/connect/register", answer).ifPresent(fault -> faults.add(fault + ": " + answer));
            if (answer.status() >= 400 && !Specified.hasCode(answer)) {
                faults.add("no code: " + answer);
            }
        });
        assertThat(faults.stream().limit(10)).as("%d faults", faults.size()).isEmpty();
    }

    private static Stream<String> bodies(String field) {
        String name = '"' + field + "\":";
        Stream<String> texts =
                STRINGS.stream().flatMap(text -> Stream.of(name + '"' + text + '"', name + "[\"" + text + "\"]"));
        Stream<String> others = Stream.of(
                        "null", "true", "0", "-1", "1e999", "{}", "[]", "[[]]", "[null]", "[1]", "{\"keys\":[{}]}", "x")
                .map(value -> name + value);
        Stream<String> whole =
                Stream.of("", "[]", "null", "{", "\u00ef\u00bb\u00bf{}", "[".repeat(2000), "{\"a\":".repeat(2000));
        return Stream.concat(
                Stream.concat(texts, others)
                        .flatMap(spoilt -> Stream.of(
                                '{' + GOOD + ',' + spoilt + '}',
                                '{' + spoilt + '}',
                                '{' + spoilt + ',' + spoilt + '}')),
                whole);
    }

    private Answer register(String body) {
        return RawHttp.send(
                environment.getRequiredProperty("local.server.port", Integer.class),
                """
                        POST /connect/register HTTP/1.1
                        Host: localhost
                        Authorization: Bearer %s
                        Content-Type: application/json
                        Content-Length: %d
                        Connection: close

                        %s""".formatted(token, body.length(), "").replace("\n", "\r\n") + body);
    }
}
