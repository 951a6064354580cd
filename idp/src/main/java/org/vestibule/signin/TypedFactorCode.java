package org.vestibule.signin;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import org.vestibule.enrollment.TypedCode;
import org.vestibule.session.FactorMethod;

/** Reads the code field; what is malformed is a form error and not counted as an attempt (contract, section 6). */
final class TypedFactorCode {

    private static final int LONGEST = 64;

    private TypedFactorCode() {}

    static Optional<String> read(FactorMethod method, @Nullable String typed, BindingResult errors) {
        return switch (method) {
            case RECOVERY_CODE, SET_UP_CODE -> text(method.id(), typed, errors);
            default -> digits(typed, errors);
        };
    }

    private static Optional<String> digits(@Nullable String typed, BindingResult errors) {
        TypedCode code = TypedCode.of(typed);
        if (code.error() != null) {
            errors.rejectValue("code", code.error());
            return Optional.empty();
        }
        return Optional.of(code.digits());
    }

    private static Optional<String> text(String method, @Nullable String typed, BindingResult errors) {
        if (typed == null || typed.isBlank()) {
            errors.rejectValue("code", "signin." + method + ".empty");
            return Optional.empty();
        }
        if (typed.length() > LONGEST) {
            errors.rejectValue("code", "signin." + method + ".malformed");
            return Optional.empty();
        }
        return Optional.of(typed);
    }
}
