package org.vestibule.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.Parallel;
import org.vestibule.dpop.ProvingKey;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 9126: what an LMS pushes counts, once, for itself, and survives a sign-in of any length. */
@ProtocolTest
class PushedRequestTests {

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Lms lms;
    private Person person;
    private Browser browser;

    @BeforeEach
    void aPersonWithAnApp() {
        people.twoFactor(true, true);
        lms = people.lms(people.client());
        person = people.withApp();
        browser = people.browser();
    }

    /** Section 2.2; stored as a hash only (OID-18). */
    @Requirement("OID-18")
    @Test
    void pushWhenTheRequestIsGoodThenGivesARequestUriForAMinute() {
        Answer pushed = lms.push();

        assertThat(pushed.status()).as(pushed.response().body()).isEqualTo(201);
        assertThat(pushed.text("request_uri")).startsWith(PREFIX).hasSizeGreaterThan(PREFIX.length() + 40);
        assertThat(pushed.json().get("expires_in").asInt()).isEqualTo(60);
        assertThat(pushed.header("Cache-Control")).contains("no-store");
        assertThat(jdbc.sql("select count(*) from pushed_request where parameters::text like ?")
                        .param("%" + pushed.text("request_uri").substring(PREFIX.length()) + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Section 4; both factors first (OID-11), the answer with state and iss (OID-07). */
    @Requirement({"OID-07", "OID-11"})
    @Test
    void authorizeWhenPushedThenTheSignInEndsAtTheLmsWithACode() {
        Page callback = SignIn.throughApp(people, browser, lms.authorizePushed(lms.push()), person);

        assertThat(callback.location()).startsWith(People.REDIRECT);
        assertThat(callback.parameter("state")).isEqualTo("the-state");
        assertThat(callback.parameter("iss")).isNotEmpty();
        Answer tokens = lms.redeem(callback.parameter("code"));
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.idToken().get("nonce").asString()).isEqualTo("the-nonce");
        assertThat(tokens.idToken().get("amr").toString()).isEqualTo("[\"pwd\",\"otp\",\"mfa\"]");
    }

    /** A person may take long; the page may be loaded again meanwhile. */
    @Test
    void signInWhenItTakesTenMinutesThenTheRequestIsStillThere() {
        String authorize = lms.authorizePushed(lms.push());
        Page first = browser.open(authorize);
        Page login = browser.open(authorize);
        assertThat(List.of(first.path(), login.path())).containsOnly("/login");
        assertThat(login.header("Content-Security-Policy")).contains("http://localhost:1");
        people.clock().advance(Duration.ofMinutes(10));

        Page second = SignIn.password(browser, login, person);
        people.clock().advance(Duration.ofMinutes(5));
        Page callback = SignIn.code(browser, second, people.nextCode());

        assertThat(lms.redeem(callback.parameter("code")).status()).isEqualTo(200);
    }

    /** RFC 9126 section 4, FAPI 2.0 section 5.3.2.2: used up by the code, also for what a browser still carries. */
    @Test
    void authorizeWhenACodeWasIssuedThenTheRequestIsSpentForEveryBrowser() {
        String authorize = lms.authorizePushed(lms.push());
        Browser other = people.browser();
        Page otherSecond = SignIn.password(other, other.open(authorize), people.withApp());
        assertThat(SignIn.throughApp(people, browser, authorize, person).parameter("code"))
                .isNotEmpty();

        assertRefused(browser.get(authorize));
        Page lost = SignIn.code(other, otherSecond, people.nextCode());
        assertRefused(lost);
        people.clock().advance(Duration.ofHours(1));
        assertRefused(browser.get(authorize));
    }

    /** One UPDATE decides. */
    @Test
    void authorizeWhenTwentyTimesInParallelThenOneCodeIsIssued() throws Exception {
        SignIn.throughApp(people, browser, lms.authorize(), person);
        String authorize = lms.authorizePushed(lms.push());

        List<Page> answers = Parallel.times(20, () -> browser.copy().get(authorize));

        assertThat(answers)
                .filteredOn(page -> !page.parameter("code").isEmpty())
                .hasSize(1);
        assertThat(answers).filteredOn(page -> page.status() == 400).hasSize(19);
    }

    @Test
    void authorizeWhenUnknownOrForeignThenErrorPageWithoutRedirect() {
        SignIn.throughApp(people, browser, lms.authorize(), person);
        Answer pushed = lms.push();
        Lms other = people.lms(people.client());
        String mine = lms.authorizePushed(pushed);

        assertRefused(browser.get(other.authorizePushed(pushed)));
        assertRefused(browser.get(mine.replace("client_id=", "client=")));
        assertRefused(browser.get(mine + "&client_id=" + lms.clientId()));
        assertRefused(browser.get(mine + "x"));
        assertRefused(browser.get(mine + "&request=e30.e30."));
        assertThat(browser.get(mine).parameter("code")).isNotEmpty();
    }

    @Test
    void authorizeWhenTheMinuteIsOverThenErrorPage() {
        String authorize = lms.authorizePushed(lms.push());
        people.clock().advance(Duration.ofSeconds(61));

        assertRefused(browser.get(authorize));
        assertRefused(browser.get(authorize + "&vestibule_pushed=k1~AAAA"));
        assertRefused(browser.get(authorize + "&vestibule_pushed=" + "A".repeat(200)));
    }

    /** What a browser carries is of no use to another. */
    @Test
    void authorizeWhenTheCarriedRequestMovesToAnotherBrowserThenErrorPage() {
        String authorize = lms.authorizePushed(lms.push());
        Page second = SignIn.password(browser, browser.open(authorize), person);
        String back = browser.post(second, "/login/second-factor", Map.of("code", people.nextCode()))
                .location();
        assertThat(back).contains("vestibule_pushed=");
        people.clock().advance(Duration.ofMinutes(2));

        assertRefused(people.browser().get(back));
        assertThat(browser.get(back).parameter("code")).isNotEmpty();
    }

    /** RFC 9126 section 4, FAPI 2.0: what the browser adds does not count. */
    @Test
    void authorizeWhenTheBrowserAddsParametersThenThePushedOnesCount() {
        String authorize = lms.authorizePushed(lms.push())
                + "&state=another&scope=openid&response_mode=form_post&prompt=none&redirect_uri=http%3A%2F%2Fevil.example";

        Page callback = SignIn.throughApp(people, browser, authorize, person);

        assertThat(callback.location()).startsWith(People.REDIRECT);
        assertThat(callback.parameter("state")).isEqualTo("the-state");
        assertThat(lms.redeem(callback.parameter("code")).text("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "email");
    }

    /** OID-13, OID-12. */
    @Requirement({"OID-12", "OID-13"})
    @ParameterizedTest
    @CsvSource({"prompt, login", "max_age, 0", "prompt, select_account"})
    void authorizeWhenThePushedRequestForcesASignInThenItsOwnCompletionGivesTheCode(String name, String value) {
        SignIn.throughApp(people, browser, lms.authorize(), person);
        Page login = browser.open(lms.authorizePushed(lms.push(name, value)));
        assertThat(login.path()).isEqualTo("/login");
        people.clock().advance(Duration.ofMinutes(3));

        Page callback = SignIn.code(browser, SignIn.password(browser, login, person), people.nextCode());

        assertThat(lms.redeem(callback.parameter("code")).status()).isEqualTo(200);
    }

    @Test
    void authorizeWhenThePushedRequestMayShowNothingThenLoginRequired() {
        Page answer = browser.get(lms.authorizePushed(lms.push("prompt", "none")));

        assertThat(answer.location()).startsWith(People.REDIRECT);
        assertThat(answer.parameter("error")).isEqualTo("login_required");
    }

    /** OID-14. */
    @Requirement("OID-14")
    @Test
    void authorizeWhenTheClientNeedsConsentThenAsksAndGoesOn() {
        lms = people.lms(people.client(Map.of("consent", true)));
        Page page = SignIn.throughApp(people, browser, lms.authorizePushed(lms.push("prompt", "login")), person);
        assertThat(page.path()).isEqualTo("/consent");
        people.clock().advance(Duration.ofMinutes(2));

        Page callback = browser.submit(page, "/consent", Map.of("decision", "allow"));

        assertThat(lms.redeem(callback.parameter("code")).status()).isEqualTo(200);
    }

    /** Through the set-up of an app, where the LMS takes nothing less (contract, section 4). */
    @Test
    void authorizeWhenAFactorIsSetUpFirstThenEndsAtTheLms() {
        lms = people.lms(people.client(true, "https://refeds.org/profile/mfa"));
        Page setUp = SignIn.password(browser, browser.open(lms.authorizePushed(lms.push())), people.person());
        assertThat(setUp.path()).isEqualTo("/account/two-factor/totp");
        people.clock().advance(Duration.ofMinutes(2));
        assertThat(browser.get(SetUpForAnLmsTests.cancel(setUp)).parameter("error"))
                .isEqualTo("access_denied");

        Page callback = SetUpForAnLmsTests.throughSetUp(people, browser, setUp);

        assertThat(lms.redeem(callback.parameter("code")).status()).isEqualTo(200);
    }

    @Test
    void pushWhenFormPostThenTheAnswerIsAForm() {
        SignIn.throughApp(people, browser, lms.authorize(), person);

        Page form = browser.get(lms.authorizePushed(lms.push("response_mode", "form_post")));

        assertThat(form.hidden(People.REDIRECT)).containsKeys("code", "state", "iss");
    }

    /** RFC 9126 section 2.1: the same checks as at the authorization endpoint (OID-01, OID-02, OID-24). */
    @Requirement({"OID-01", "OID-02", "OID-24"})
    @ParameterizedTest
    @CsvSource({
        "redirect_uri, http://localhost:1/elsewhere, invalid_request",
        "redirect_uri, '', invalid_request",
        "scope, openid admin, invalid_scope",
        "response_type, token, unsupported_response_type",
        "response_type, '', invalid_request",
        "code_challenge, '', invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "prompt, none login, invalid_request",
        "max_age, -1, invalid_request",
        "response_mode, fragment, invalid_request",
        "claims, {, invalid_request",
        "client_id, another, invalid_request",
        "client_id, '', invalid_request",
        "request, e30.e30., request_not_supported",
        "request_uri, urn:ietf:params:oauth:request_uri:x, invalid_request",
    })
    void pushWhenTheRequestIsWrongThenJsonError(String name, String value, String error) {
        Answer refused = lms.push(name, value);

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo(error);
        assertThat(refused.text("request_uri")).isEmpty();
    }

    /** OID-24, RFC 9126 section 2.3. */
    @Requirement("OID-24")
    @Test
    void pushWhenParametersAreRepeatedOrTooLongThenRefused() {
        String query = Lms.query(lms.authorize());

        assertThat(lms.postText("/oauth2/par", query + "&state=again").status()).isEqualTo(400);
        assertThat(lms.push("login_hint", "a".repeat(2049)).status()).isEqualTo(400);
        assertThat(lms.push("login_hint", "a\0").status()).isEqualTo(400);
        assertThat(lms.push("a\0", "a").status()).isEqualTo(400);
        Answer tooLong = lms.push("a", "a".repeat(2000), "b", "b".repeat(2000), "c", "c".repeat(2000));
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooLong.text("error")).isEqualTo("invalid_request");
        Answer longest = lms.push("login_hint", "a".repeat(2000), "b", "b".repeat(2000));
        assertThat(SignIn.throughApp(people, browser, lms.authorizePushed(longest), person)
                        .parameter("code"))
                .isNotEmpty();
    }

    /** RFC 9126 section 2: as at the token endpoint (OID-17). */
    @Requirement("OID-17")
    @Test
    void pushWhenTheClientIsNotAuthenticatedThen401() {
        Map<String, String> form = Map.of("client_id", lms.clientId(), "response_type", "code");

        Answer openly = lms.postOpenly("/oauth2/par", form);
        Answer wrongly = lms.post("/oauth2/par", form, "wrong");

        assertThat(Stream.of(openly, wrongly).map(Answer::status)).containsOnly(401);
        assertThat(openly.text("error")).isEqualTo("invalid_client");
        assertThat(openly.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(lms.get("/oauth2/par").status()).isEqualTo(401);
    }

    /** The secret is no part of what is kept. */
    @Test
    void pushWhenTheSecretIsInTheFormThenItIsNotStored() {
        Answer pushed = lms.postOpenly(
                "/oauth2/par",
                Map.of(
                        "client_id",
                        lms.clientId(),
                        "client_secret",
                        People.SECRET,
                        "response_type",
                        "code",
                        "redirect_uri",
                        People.REDIRECT,
                        "scope",
                        "openid",
                        "code_challenge",
                        Lms.challenge(),
                        "code_challenge_method",
                        "S256"));

        assertThat(pushed.status()).as(pushed.response().body()).isEqualTo(201);
        assertThat(jdbc.sql("select count(*) from pushed_request where parameters::text like '%secret%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Anybody can name a public client, so its pushes are counted (AVL-04). */
    @Requirement("AVL-04")
    @Test
    void pushWhenAPublicClientThenTakenUpToALimit() {
        String app = people.publicClient();
        Lms open = people.lms(app);
        String query = Lms.query(open.authorize());
        assertThat(open.postOpenly("/oauth2/par", form(query)).status()).isEqualTo(201);
        assertThat(SignIn.throughApp(
                                people,
                                browser,
                                open.authorizePushed(open.postOpenly("/oauth2/par", form(query))),
                                person)
                        .parameter("code"))
                .isNotEmpty();

        jdbc.sql("update attempt_counter set count = 100000 where kind = 'push-source'")
                .update();
        Answer tooMany = open.postOpenly("/oauth2/par", form(query));

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("Retry-After")).isNotEmpty();
        people.clock().advance(Duration.ofMinutes(1));
        assertThat(open.postOpenly("/oauth2/par", form(query)).status()).isEqualTo(201);
    }

    /** RFC 9449 section 10.1: by its thumbprint, or by a proof beside the pushed request. */
    @Test
    void pushWhenAKeyIsNamedOrProvenThenTheCodeIsBoundToIt() {
        ProvingKey key = ProvingKey.ec();
        SignIn.throughApp(people, browser, lms.authorize(), person);
        List<Answer> bound = List.of(
                lms.push("dpop_jkt", key.thumbprint()),
                lms.showing(proof(key, "par")).push(),
                lms.showing(proof(key, "par")).push("dpop_jkt", key.thumbprint()));

        for (Answer pushed : bound) {
            String code = browser.get(lms.authorizePushed(pushed)).parameter("code");
            assertThat(lms.showing(proof(key, "token")).redeem(code).text("token_type"))
                    .isEqualTo("DPoP");
        }
        String code = browser.get(
                        lms.authorizePushed(lms.showing(proof(key, "par")).push()))
                .parameter("code");
        assertThat(lms.redeem(code).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void pushWhenTheProofIsWrongThenRefused() {
        ProvingKey key = ProvingKey.ec();

        Answer another =
                lms.showing(proof(key, "par")).push("dpop_jkt", ProvingKey.ec().thumbprint());
        Answer elsewhere = lms.showing(proof(key, "token")).push();

        assertThat(Stream.of(another, elsewhere).map(Answer::status)).containsOnly(400);
        assertThat(another.text("error")).isEqualTo("invalid_request");
        assertThat(elsewhere.text("error")).isEqualTo("invalid_dpop_proof");
    }

    /** RFC 9126 section 6. */
    @Test
    void authorizeWhenTheClientHasToPushThenAPlainRequestIsRefused() {
        lms = people.lms(people.client(Map.of("requirePushedAuthorizationRequests", true)));

        Page plain = browser.get(lms.authorize());
        assertThat(plain.location()).startsWith(People.REDIRECT);
        assertThat(plain.parameter("error")).isEqualTo("invalid_request");
        assertThat(plain.parameter("state")).isEqualTo("the-state");
        assertThat(SignIn.throughApp(people, browser, lms.authorizePushed(lms.push()), person)
                        .parameter("code"))
                .isNotEmpty();
        assertThat(browser.get(lms.authorize()).parameter("error")).isEqualTo("invalid_request");
    }

    /** OID-24: refused by name. */
    @Requirement("OID-24")
    @Test
    void authorizeWhenTheRequestUriIsNotOursThenRequestUriNotSupported() {
        Page answer = browser.get(lms.authorize("request_uri", "https://lms.example.org/request.jwt"));

        assertThat(answer.location()).startsWith(People.REDIRECT);
        assertThat(answer.parameter("error")).isEqualTo("request_uri_not_supported");
        assertRefused(browser.get(lms.authorize(
                "request_uri", "https://lms.example.org/request.jwt", "redirect_uri", "https://e.example")));
    }

    /** OID-23. */
    @Requirement("OID-23")
    @Test
    void discoveryWhenReadThenNamesTheEndpoint() {
        for (String path : List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            Answer metadata = lms.get(path);
            assertThat(metadata.text("pushed_authorization_request_endpoint")).endsWith("/oauth2/par");
            assertThat(metadata.json()
                            .get("require_pushed_authorization_requests")
                            .asBoolean())
                    .isFalse();
        }
    }

    private String proof(ProvingKey key, String endpoint) {
        return key.proof(
                "POST",
                "http://localhost:9000/oauth2/" + endpoint,
                people.clock().instant());
    }

    private static Map<String, String> form(String query) {
        return Stream.of(query.split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    }

    private static void assertRefused(Page page) {
        assertThat(page.status()).as(page.location()).isEqualTo(400);
        assertThat(page.location()).isEmpty();
        assertThat(page.header("Content-Type")).startsWith("text/html");
    }
}
