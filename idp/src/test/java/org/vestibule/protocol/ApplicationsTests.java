package org.vestibule.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.client.Preset;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** Applications that an administrator connects and looks after (OID-02, OID-17). */
@Requirement({"OID-02", "OID-17"})
@ProtocolTest
class ApplicationsTests {

    private static final String NEW = "/admin/clients/new";
    private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*>([^<]*)<");
    private static final Pattern CLIENT_ID = Pattern.compile("id=\"client-id\"[^>]*>([^<]*)<");
    private static final Pattern PAGE = Pattern.compile("/admin/clients/([0-9a-f-]{36})\"");

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Browser browser;
    private Person administrator;

    @BeforeEach
    void administratorIsSignedIn() {
        people.twoFactor(true, true);
        administrator = people.administrator();
        browser = signedIn(administrator);
    }

    @Test
    void createWhenDoneThenPeopleSignInThere() {
        Page shown = create("none", typed("Grades 😀"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text()).contains("Grades 😀", "/.well-known/openid-configuration", "Copy the secret now");
        Lms lms = new Lms(browser.base(), found(CLIENT_ID, shown), found(SECRET, shown));
        Answer tokens = signIn(lms);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.text("id_token")).isNotEmpty();
        assertThat(browser.open("/admin/clients").text()).contains("Grades 😀", lms.clientId(), People.REDIRECT);
        assertThat(audited(lms.clientId(), "client.created")).contains("\"requirePkce\": true");
    }

    /** OID-17: nothing but the answer to the form has the secret. */
    @Requirement("OID-17")
    @Test
    void createWhenSentAgainThenNoSecretAndNoSecondApplication() {
        Page form = browser.open(NEW + "?preset=none");
        Page shown = browser.submit(form, NEW, typed("Once"));
        String secret = found(SECRET, shown);
        Page again = browser.submit(form, NEW, typed("Once"));
        assertThat(again.text()).contains("This application was created already");
        assertThat(again.body()).doesNotContain(secret);
        assertThat(browser.open("/admin/clients").body()).doesNotContain(secret);
        assertThat(jdbc.sql("select count(*) from client where client_id = ?")
                        .param(found(CLIENT_ID, shown))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from audit_event where detail::text like '%' || ? || '%'")
                        .param(secret)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void createWhenPresetThenItsSettingsAndItsBlock(Preset preset) {
        Map<String, String> fields = typed(preset.key());
        fields.remove("requirePkce");
        Page shown = create(preset.key(), fields);
        String clientId = found(CLIENT_ID, shown);
        assertThat(shown.body().substring(shown.body().indexOf("id=\"block\"")))
                .contains(clientId, found(SECRET, shown));
        assertThat(jdbc.sql("select metadata ->> 'preset' from client where client_id = ?")
                        .param(clientId)
                        .query(String.class)
                        .single())
                .isEqualTo(preset.key());
        assertThat(browser.open("/admin/clients/" + found(PAGE, shown)).text())
                .contains("signs people in without PKCE");
        assertThat(audited(clientId, "client.created")).contains("\"requirePkce\": false");
    }

    /** The sample LMS needs nothing but this page: its block is its whole configuration. */
    @Test
    void createWhenSampleLmsThenItsBlockStartsItAndItIsToldOfSignOuts_OID15() {
        String told = "http://localhost:8082/logout/connect/back-channel/vestibule";
        Map<String, String> fields = typed("Drittes LMS ü\\");
        fields.put("redirectUris", "http://localhost:8082/login/oauth2/code/vestibule");
        fields.put("backchannelLogoutUri", told);
        fields.put("scopes", "openid profile email groups offline_access");
        Page shown = create("sample-lms", fields);
        assertThat(shown.text())
                .contains(
                        "lms.name=Drittes LMS \\u00fc\\u005c",
                        "server.port=8082",
                        "cookie.name=LMS8082SESSION",
                        "issuer-uri=http://localhost",
                        "client-id=" + found(CLIENT_ID, shown),
                        "client-secret=" + found(SECRET, shown));
        assertThat(browser.open("/admin/clients/" + found(PAGE, shown)).text())
                .contains(told, "openid profile email groups offline_access");
        assertThat(audited(found(CLIENT_ID, shown), "client.created")).contains(told);
    }

    @ParameterizedTest
    @CsvSource({
        "name,'',Enter a name",
        "name,a\u202Eb,no invisible characters",
        "name,a\u0000b,no invisible characters",
        "redirectUris,'',Enter the address that people are sent back to",
        "redirectUris,https://lms.example.org/*,cannot be used",
        "redirectUris,http://lms.example.org/,cannot be used",
        "redirectUris,https://lms.example.org/\u0000x,cannot be used",
        "redirectUris,javascript:alert(1),cannot be used",
        "postLogoutRedirectUris,nowhere,cannot be used",
        "backchannelLogoutUri,nowhere,cannot be used",
        "backchannelLogoutUri,org.example.app:/told,cannot be used",
        "scopes,'',Enter names of scopes",
        "scopes,open\"id,Enter names of scopes",
        "requiredAcr,😀,Choose one of the list",
        "clientId,moodle,changed on its way",
        "clientId,'\u0000',changed on its way",
        "preset,nothing,changed on its way"
    })
    void createWhenOddThenSaysWhatToDoAndNothingTypedIsLost(String field, String value, String error) {
        Map<String, String> fields = typed("Odd");
        fields.put("postLogoutRedirectUris", "https://kept.example.org/");
        fields.put(field, value);
        Page refused = create("none", fields);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains(error);
        if (!field.equals("postLogoutRedirectUris")) {
            assertThat(refused.body()).contains("https://kept.example.org/");
        }
    }

    @Test
    void createWhenNameIsAtTheLimitThenCodePointsCount() {
        assertThat(create("none", typed("😀".repeat(200))).status()).isEqualTo(200);
        assertThat(create("none", typed("😀".repeat(201))).status()).isEqualTo(422);
    }

    @Test
    void createWhenNoFreshProofThenTheFormComesBackFilledIn() {
        Page form = browser.open(NEW + "?preset=none");
        people.clock().advance(Duration.ofMinutes(6));
        Page confirm = browser.submit(form, NEW, typed("Kept"));
        assertThat(confirm.path()).isEqualTo("/login/confirm");
        Page back = browser.submit(confirm, "/login/confirm", Map.of("password", People.PASSWORD));
        assertThat(back.path()).isEqualTo(NEW);
        assertThat(back.body()).contains("value=\"Kept\"", People.REDIRECT);
        assertThat(browser.submit(back, NEW, typed("Kept")).text()).contains("Copy the secret now");
    }

    @Test
    void editWhenSavedThenItHoldsAndIsAudited() {
        String id = id(people.client());
        String path = "/admin/clients/" + id + "/edit";
        Map<String, String> fields = typed("Renamed");
        fields.remove("requirePkce");
        fields.put("requiredAcr", "MFA");
        Page saved = browser.submit(browser.open(path), path, fields);
        assertThat(saved.text())
                .contains("Changes saved", "Renamed", "https://refeds.org/profile/mfa", "signs people in without PKCE");
        assertThat(audited(clientId(id), "client.edited"))
                .contains("\"requirePkce\": false", "profile/mfa")
                .doesNotContain("consent");
    }

    @Test
    void editWhenPublicClientThenPkceStays() {
        String id = id(people.publicClient());
        String path = "/admin/clients/" + id + "/edit";
        Map<String, String> fields = typed("App");
        fields.remove("requirePkce");
        Page refused = browser.submit(browser.open(path), path, fields);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("cannot do without PKCE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "99999999999999999999", "\u0000"})
    void editWhenVersionIsOddThenRefused(String version) {
        String path = "/admin/clients/" + id(people.client()) + "/edit";
        Map<String, String> fields = typed("Odd");
        fields.put("version", version);
        assertThat(browser.submit(browser.open(path), path, fields).status()).isEqualTo(422);
    }

    @Test
    void deleteWhenDoneThenItsTokensEnd() {
        Lms lms = people.lms(people.client());
        String accessToken = signIn(lms).text("access_token");
        assertThat(lms.userInfo(accessToken).status()).isEqualTo(200);
        String path = page(lms) + "/delete";
        Page ask = browser.open(path);
        assertThat(ask.text()).contains("All its tokens end");
        assertThat(browser.submit(ask, path, Map.of()).text()).contains("Application deleted");
        assertThat(lms.userInfo(accessToken).status()).isEqualTo(401);
        assertThat(authenticated(lms, People.SECRET)).isFalse();
        assertThat(browser.post(ask, path, Map.of()).status()).isEqualTo(404);
        assertThat(audited(lms.clientId(), "client.deleted")).contains("Moodle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/clients",
                NEW,
                "/admin/clients/%s",
                "/admin/clients/%s/edit",
                "/admin/clients/%s/secret",
                "/admin/clients/%s/remove-secret",
                "/admin/clients/%s/delete"
            })
    void pagesWhenNoAdministratorThenForbidden(String path) {
        Browser theirs = signedIn(people.person());
        String address = path.replace("%s", id(people.client()));
        assertThat(theirs.get(address).status()).isEqualTo(403);
        Page account = theirs.open("/account");
        assertThat(theirs.postRaw(address, account.hidden("/logout")).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/clients/x",
                "/admin/clients/00000000-0000-0000-0000-000000000000",
                "/admin/clients/00000000-0000-0000-0000-000000000000/edit"
            })
    void pageWhenThereIsNoneThenNotFound(String address) {
        assertThat(browser.get(address).status()).isIn(400, 404);
    }

    private Page create(String preset, Map<String, String> fields) {
        return browser.submit(browser.open(NEW + "?preset=" + preset), NEW, fields);
    }

    private static Map<String, String> typed(String name) {
        return new HashMap<>(Map.of(
                "name", name,
                "redirectUris", People.REDIRECT + "\r\nhttps://lms.example.org/back",
                "scopes", "openid profile email",
                "requirePkce", "true",
                "requiredAcr", "NONE"));
    }

    private static boolean authenticated(Lms lms, String secret) {
        return lms.post("/oauth2/token", Map.of("grant_type", "client_credentials"), secret)
                        .status()
                == 200;
    }

    private String page(Lms lms) {
        return "/admin/clients/" + id(lms.clientId());
    }

    private Answer signIn(Lms lms) {
        Page back = SignIn.throughApp(people, people.browser(), lms.authorize(), people.withApp());
        return lms.redeem(back.parameter("code"));
    }

    private String audited(String clientId, String event) {
        return jdbc.sql("select detail::text from audit_event where client_id = ? and event = ? and actor_id = ?")
                .params(clientId, event, administrator.id())
                .query(String.class)
                .single();
    }

    private String id(String clientId) {
        return jdbc.sql("select id::text from client where client_id = ?")
                .param(clientId)
                .query(String.class)
                .single();
    }

    private String clientId(String id) {
        return jdbc.sql("select client_id from client where id = cast(? as uuid)")
                .param(id)
                .query(String.class)
                .single();
    }

    private static String found(Pattern pattern, Page page) {
        Matcher matcher = pattern.matcher(page.body());
        assertThat(matcher.find()).as(page.text()).isTrue();
        return matcher.group(1);
    }

    private Browser signedIn(Person person) {
        Browser mine = people.browser();
        SignIn.password(mine, mine.open("/login"), person);
        return mine;
    }
}
