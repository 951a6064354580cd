package org.vestibule.user;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordPolicyTests {

    private static final PasswordPolicy POLICY = TestUsers.policy();
    private static final List<String> MARY =
            PasswordPolicy.wordsOf("mary.poppins", "m.poppins@nannies.example", "Mary", "Poppins");

    /** PWD-01: counted in code points, not UTF-16 units. */
    @Requirement("PWD-01")
    @Test
    void refusalWhen14CodePointsThenTooShortAnd15Accepted() {
        assertThat(refusal("fourteen chars")).isEqualTo("TOO_SHORT");
        assertThat(refusal("fifteen charss!")).isEqualTo("none");
        assertThat(refusal("\ud83d\ude00\ud83e\udd84".repeat(7))).isEqualTo("TOO_SHORT");
        assertThat(refusal("\ud83d\ude00\ud83e\udd84".repeat(7) + "x")).isEqualTo("none");
    }

    /** PWD-01: an administrator may lower it to 8, never less. */
    @Requirement("PWD-01")
    @Test
    void refusalWhenMinimumIsLoweredThenDownToEightOnly() {
        PlainPassword eight = PlainPassword.of("zk7wqpm4");
        assertThat(POLICY.refusal(eight, MARY, 8)).isEmpty();
        assertThat(POLICY.refusal(PlainPassword.of("zk7wqpm"), MARY, 8)).contains(PasswordRefusal.TOO_SHORT);
        assertThatThrownBy(() -> POLICY.refusal(eight, MARY, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    /** PWD-01: "only while a second factor is mandatory for every account"; afterwards 15 holds for the next change. */
    @Requirement("PWD-01")
    @Test
    void refusalWhenLoweredThenOnlyWhileEverybodyMustUseASecondFactor() {
        AtomicBoolean forAll = new AtomicBoolean(true);
        PasswordPolicy lowered = TestUsers.policy(8, now -> forAll.get());
        assertThat(lowered.refusal(PlainPassword.of("zk7wqpm4"), MARY)).isEmpty();
        assertThat(lowered.refusal(PlainPassword.of("zk7wqpm"), MARY)).contains(PasswordRefusal.TOO_SHORT);
        forAll.set(false);
        assertThat(lowered.refusal(PlainPassword.of("fourteen chars"), MARY)).contains(PasswordRefusal.TOO_SHORT);
        assertThat(lowered.minimum()).isEqualTo(15);
        assertThat(TestUsers.policy(20, now -> true).minimum()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 65})
    void propertiesWhenTheMinimumIsOutOfRangeThenRefused(int minimum) {
        assertThatThrownBy(() -> new PasswordProperties(minimum, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 8 to 64");
    }

    /** PWD-02: 256 code points and 1024 bytes are accepted, one more is not. */
    @Requirement("PWD-02")
    @Test
    void refusalWhenLongThenUpToTheLimit() {
        String varied = "four score and seven years ago ".repeat(9).substring(0, 256);
        assertThat(refusal(varied)).isEqualTo("none");
        assertThat(refusal(varied + "x")).isEqualTo("TOO_LONG");
        String emoji = "\ud83d\ude00\ud83e\udd84".repeat(128);
        assertThat(refusal(emoji)).isEqualTo("none");
        assertThat(refusal(emoji + "x")).isEqualTo("TOO_LONG");
    }

    /** PWD-03: no required kinds of characters, none forbidden. */
    @Requirement("PWD-03")
    @ParameterizedTest
    @ValueSource(strings = {"nine green bottles", "η γάτα πίνει γάλα", "~!@#$%^&*()_+{}|:<>?", "  spaces   around  "})
    void refusalWhenOnlyOneKindOfCharacterThenAccepted(String password) {
        assertThat(refusal(password)).isEqualTo("none");
    }

    /** PWD-06. */
    @Requirement("PWD-06")
    @ParameterizedTest
    @ValueSource(strings = {"nine green\u0000 bottles", "nine green \ud83d bottles"})
    void refusalWhenUnstorableThenUnusableCharacter(String password) {
        assertThat(refusal(password)).isEqualTo("UNUSABLE_CHARACTER");
    }

    /** PWD-04: at least 3 000 entries that satisfy the policy length. */
    @Requirement("PWD-04")
    @Test
    void countWhenLoadedThenFarMoreThanThreeThousandAreLongEnough() {
        assertThat(new CommonPasswords().countLongEnough()).isBetween(30_000, 400_000);
    }

    /** PWD-04: missing list = no start; the list is loaded when the policy is made. */
    @Requirement("PWD-04")
    @Test
    void createWhenListIsMissingThenFails() {
        assertThatThrownBy(() -> new CommonPasswords("/nowhere/"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/nowhere/words.txt");
    }

    /** PWD-04: compared without case, after NFKC, the whole password. */
    @Requirement("PWD-04")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "PasswordPassword1",
                "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ",
                "monkeymonkeymonkey",
                "christopher2012",
                "qwertyuiopasdfgh",
                "1qaz2wsx3edc4rfv",
                "123456789012345",
                "aaaaaaaaaaaaaaaa",
                "correct horse battery staple",
                "correcthorsebatterystaple",
                "Correct-Horse-Battery-Staple1",
                "may the force be with you!",
                "manchester-manchester",
                "letmeinpassword",
                "youllneverwalkalone",
            })
    void refusalWhenOnTheListThenCommon(String password) {
        assertThat(refusal(password)).isEqualTo("COMMON");
    }

    /** PWD-05: alone, repeated, or with up to four trailing digits or symbols. */
    @Requirement("PWD-05")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mary.poppins.....",
                "MaryPoppinsMaryPoppins",
                "Mary Poppins 2024",
                "poppins-mary-2024",
                "m.poppins@nannies.example",
                "mpoppins mpoppins",
                "vestibulevestibule",
                "Vestibule Vestibule!!",
                "id.school.example",
                "id-school-example-99!",
                "springfield 2024",
                "Springfield springfield",
            })
    void refusalWhenPredictableFromContextThenRefused(String password) {
        assertThat(refusal(password)).isEqualTo("PREDICTABLE");
    }

    /** PWD-04: compare the whole password; a context word inside of a longer one is fine. */
    @Requirement("PWD-04")
    @ParameterizedTest
    @ValueSource(strings = {"mary likes her umbrella", "springfield is too hot", "mary.poppins 202412345"})
    void refusalWhenContextWordIsOnlyAPartThenAccepted(String password) {
        assertThat(refusal(password)).isEqualTo("none");
    }

    @Test
    void toStringWhenPrintedThenSaysNothing() {
        assertThat(PlainPassword.of("nine green bottles")).hasToString("PlainPassword");
        assertThat(NewUser.named("x").withPasswordHash("secret-hash").toString())
                .doesNotContain("secret-hash");
    }

    private static String refusal(String password) {
        return POLICY.refusal(PlainPassword.of(password), MARY).map(Enum::name).orElse("none");
    }
}
