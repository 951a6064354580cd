package org.vestibule.sms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PhoneNumberTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550123",
                " +1 202 555 0123 ",
                "+1 (202) 555-0123",
                "+1.202.555.0123",
                "+1\u00a0202\u2011555\u20130123",
                "\u202a+1 202 555 0123\u202c"
            })
    void ofTypedWhenOnlySeparatorsAreAddedThenDropsThem(String typed) {
        assertThat(PhoneNumber.ofTyped(typed)).hasValue(new PhoneNumber("+12025550123"));
    }

    // SMS-10: extensions, letters, and odd Unicode digits refused
    @Requirement("SMS-10")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12025550123",
                "0012025550123",
                "+120255",
                "+1234567890123456",
                "+1202555O123",
                "+12025550123 ext 4",
                "+12025550123;ext=4",
                "+1202555012\u0663",
                "\uff0b12025550123",
                "+1202555012\uff13",
                "tel:+12025550123"
            })
    void ofTypedWhenNotANumberThenEmpty(String typed) {
        assertThat(PhoneNumber.ofTyped(typed)).isEmpty();
    }

    // contract, section 6: the how-to's Service phone saves
    @Test
    void ofTypedWhenServicePhoneOfTheHowToThenAccepted() {
        assertThat(PhoneNumber.ofTyped("+1234567890")).hasValue(new PhoneNumber("+1234567890"));
    }

    // SMS-13: country code and the last two digits
    @Requirement("SMS-13")
    @ParameterizedTest
    @CsvSource({
        "+12025550167, +1 •••••67",
        "+306912345678, +30 •••••78",
        "+1234567890, +1 •••••90",
        "+99912345678, + •••••78"
    })
    void toStringWhenPrintedThenMasked(String number, String masked) {
        assertThat(new PhoneNumber(number)).hasToString(masked);
    }

    @Test
    void constructorWhenNotE164ThenRefusesWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneNumber("+1 202"))
                .withMessageNotContaining("202");
    }
}
