package org.vestibule.sms.internal;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.SecuritySettings.QrCodeService;
import org.vestibule.settings.SecuritySettings.SmsService;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.internal.NumberRules.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** SMS-10. */
@Requirement("SMS-10")
class NumberRulesTests {

    private static final String US_SENDER = "+12025550100";

    @ParameterizedTest
    @CsvSource({"+12025550123, US", "+306912345678, GR", "+447400123456, GB", "+4915123456789, DE"})
    void checkWhenMobileNumberOfAllowedCountryThenAllowed(String number, String country) {
        assertThat(check(number, List.of(country))).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void checkWhenNoListThenOnlyTheServicePhonesCountry() {
        assertThat(check("+12025550123", null)).isEqualTo(Verdict.ALLOWED);
        assertThat(check("+306912345678", null)).isEqualTo(Verdict.COUNTRY_NOT_ALLOWED);
    }

    // contract, section 6: the how-to's +1234567890 has no country
    @Test
    void checkWhenServicePhoneHasNoCountryThenNobodyIsAllowed() {
        NumberRules rules = rules(List.of());
        assertThat(rules.check(new PhoneNumber("+12025550123"), settings("+1234567890", null)))
                .isEqualTo(Verdict.COUNTRY_NOT_ALLOWED);
    }

    @Test
    void checkWhenOperatorAllowsAllThenThePagesListStillWins() {
        NumberRules rules = rules(List.of("*"));
        assertThat(rules.check(new PhoneNumber("+306912345678"), settings("+1234567890", null)))
                .isEqualTo(Verdict.ALLOWED);
        assertThat(rules.check(new PhoneNumber("+306912345678"), settings("+1234567890", List.of("US"))))
                .isEqualTo(Verdict.COUNTRY_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // fixed line, premium rate, shared cost, toll free
                "+302101234567",
                "+19002345678",
                "+448431234567",
                "+18002345678",
                // satellite, networks of no country, universal numbers
                "+881612345678",
                "+870773111632",
                "+882167111111",
                "+883510012345",
                "+979123456789",
                "+80012345678",
                // not assigned at all
                "+1234567890",
                "+12025550",
                "+99912345678"
            })
    void checkWhenNotAMobileNumberThenRefusedWhateverIsAllowed(String number) {
        assertThat(rules(List.of("*")).check(new PhoneNumber(number), settings(US_SENDER, null)))
                .isEqualTo(Verdict.NOT_A_MOBILE_NUMBER);
    }

    private static Verdict check(String number, @Nullable List<String> countries) {
        return rules(List.of()).check(new PhoneNumber(number), settings(US_SENDER, countries));
    }

    private static NumberRules rules(List<String> operatorsCountries) {
        return new NumberRules(new SmsProperties(
                operatorsCountries, new SmsProperties.Twilio(null, Duration.ofSeconds(2), Duration.ofSeconds(5))));
    }

    private static SecuritySettings settings(String servicePhone, @Nullable List<String> countries) {
        return new SecuritySettings(
                1,
                true,
                true,
                QrCodeService.NONE,
                SmsService.TWILIO,
                new TwilioAccount("AC" + "0".repeat(32), "key", servicePhone),
                countries,
                1);
    }
}
