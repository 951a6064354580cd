package org.vestibule.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.client.Preset;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;
import org.vestibule.protocol.Platforms.Platform;
import org.vestibule.protocol.Platforms.Seen;
import org.vestibule.protocol.Platforms.SignInRefused;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every preset lets its platform in as the platform's own code behaves (features.md, section 4.1). */
@ProtocolTest
class PresetTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    People people;

    @BeforeEach
    void twoFactorAuthenticationIsOn() {
        people.twoFactor(true, true);
    }

    static Stream<String> presets() {
        return Preset.keys().stream();
    }

    @Test
    void presetsWhenListedThenEachHasAPlatform() {
        assertThat(Platforms.byPreset().keySet()).containsExactlyInAnyOrderElementsOf(Preset.keys());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void signInWhenPlatformBehavesAsItDoesThenItKnowsThePerson(String preset) {
        Person person = people.learner();

        Seen seen = signIn(preset, person);

        String identity = platform(preset).identify(seen);
        assertThat(identity)
                .isEqualTo(
                        preset.startsWith("moodle")
                                ? person.username()
                                : person.id().toString());
    }

    /** The traps put back: the platform must notice, else its test proves nothing. */
    @ParameterizedTest
    @CsvSource({
        "moodle, both, email, null",
        "moodle, userInfo, school-class, '\"7b\"'",
        "moodle-auth-oidc, idToken, upn, null",
        "canvas, idToken, aud, '[\"lms\"]'",
        "canvas, idToken, nonce, null",
        "open-edx, idToken, iat, 1000000000",
        "open-edx, userInfo, preferred_username, null",
        "ilias, userInfo, sub, 17",
        "ilias, userInfo, groups, '[\"a::b\"]'",
        "chamilo, userInfo, email, null",
        "talentlms, userInfo, given_name, null",
        "docebo, idToken, email, null",
        "sample-lms, userInfo, sub, '\"somebody else\"'"
    })
    void identifyWhenTrapIsBackThenPlatformRefuses(String preset, String where, String claim, String value) {
        Seen good = signIn(preset, people.learner());
        Seen bad = new Seen(
                good.header(),
                where.equals("userInfo") ? good.idToken() : changed(good.idToken(), claim, value),
                where.equals("idToken") ? good.userInfo() : changed(good.userInfo(), claim, value),
                good.clientId(),
                good.now());

        assertThatThrownBy(() -> platform(preset).identify(bad)).isInstanceOf(SignInRefused.class);
    }

    private static Platform platform(String preset) {
        return Objects.requireNonNull(Platforms.byPreset().get(preset), preset);
    }

    private Seen signIn(String preset, Person person) {
        Map<String, Object> settings = new LinkedHashMap<>(Preset.settings(Map.of("preset", preset)));
        settings.put("preset", preset);
        if (preset.equals("ilias")) {
            // roles are mapped from groups there
            settings.put("scopes", List.of("openid", "profile", "email", "groups"));
        }
        Lms lms = people.lms(people.client(settings));
        boolean pkce = Boolean.TRUE.equals(settings.get("requirePkce"));
        boolean nonce = pkce || Boolean.TRUE.equals(settings.get("requireNonce"));
        Page callback = SignIn.throughApp(
                people,
                people.browser(),
                lms.authorize(
                        "code_challenge",
                        pkce ? Lms.challenge() : "",
                        "code_challenge_method",
                        pkce ? "S256" : "",
                        "scope",
                        preset.equals("ilias") ? "openid profile email groups" : "openid profile email",
                        "nonce",
                        nonce ? "the-nonce" : ""),
                person);
        Map<String, String> request = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                callback.parameter("code"),
                "redirect_uri",
                People.REDIRECT));
        if (pkce) {
            request.put("code_verifier", Lms.VERIFIER);
        }
        Answer tokens = lms.tokenBySecretInTheForm(request);
        assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
        return new Seen(
                Lms.header(tokens.text("id_token")),
                tokens.idToken(),
                lms.userInfo(tokens.text("access_token")).json(),
                lms.clientId(),
                people.clock().instant());
    }

    private static JsonNode changed(JsonNode claims, String claim, String value) {
        ObjectNode changed = (ObjectNode) claims.deepCopy();
        if (value.equals("null")) {
            changed.remove(claim);
        } else {
            changed.set(claim, JSON.readTree(value));
        }
        return changed;
    }
}
