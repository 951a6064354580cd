package org.vestibule.signin;

import java.util.ResourceBundle;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.vestibule.session.FactorMethod;

import static org.assertj.core.api.Assertions.assertThat;

class TypedFactorCodeTests {

    @ParameterizedTest
    @CsvSource({
        "TOTP, '', Enter the 6-digit code",
        "TOTP, 12ab, The code must be 6 numbers",
        "SMS, 1234567, The code must be 6 numbers",
        "RECOVERY_CODE, ' ', Enter a recovery code"
    })
    void readWhenMalformedThenFormErrorWithAText(FactorMethod method, String typed, String text) {
        BindingResult errors = new BeanPropertyBindingResult(new CodeForm(typed), "form");
        assertThat(TypedFactorCode.read(method, typed, errors)).isEmpty();
        assertThat(ResourceBundle.getBundle("messages")
                        .getString(errors.getFieldErrors("code").get(0).getCode()))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"TOTP, 123 456, 123456", "SMS, ١٢٣٤٥٦, 123456", "RECOVERY_CODE, abcd-efgh, abcd-efgh"})
    void readWhenWellFormedThenCode(FactorMethod method, String typed, String code) {
        BindingResult errors = new BeanPropertyBindingResult(new CodeForm(typed), "form");
        assertThat(TypedFactorCode.read(method, typed, errors)).contains(code);
        assertThat(errors.hasErrors()).isFalse();
    }
}
