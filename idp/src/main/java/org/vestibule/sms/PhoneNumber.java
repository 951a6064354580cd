package org.vestibule.sms;

import java.util.Optional;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/**
 * A number in E.164 form. It never prints itself whole (SMS-13).
 *
 * @param e164 {@code +} and 7 to 15 digits
 */
public record PhoneNumber(String e164) {

    private static final Pattern E164 = Pattern.compile("\\+[0-9]{7,15}");

    // Separators people type: white space, every dash of Unicode, the minus sign, dots and brackets; and the invisible
    // marks of direction that come along when a number is pasted. Letters and digits of other scripts stay, so that
    // they are refused (SMS-10).
    private static final Pattern SEPARATORS =
            Pattern.compile("[\\s\\p{Z}\\p{Pd}\\u2212.()\\[\\]\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    /** @throws IllegalArgumentException when it is not of that form */
    public PhoneNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("not an E.164 number");
        }
    }

    /**
     * What was typed, without separators, where that has the form of a number. Only the form is checked: that is enough
     * for the Service phone (contract, section 6).
     */
    public static Optional<PhoneNumber> ofTyped(String typed) {
        String number = SEPARATORS.matcher(typed).replaceAll("");
        return E164.matcher(number).matches() ? Optional.of(new PhoneNumber(number)) : Optional.empty();
    }

    /** Country code and the last two digits, as it may be shown and logged: {@code +1 •••••67}. */
    public String masked() {
        return "+" + countryCode() + " •••••" + e164.substring(e164.length() - 2);
    }

    private String countryCode() {
        try {
            return String.valueOf(
                    PhoneNumberUtil.getInstance().parse(e164, null).getCountryCode());
        } catch (NumberParseException ex) {
            // a Service phone may have no country; then nothing of its beginning is shown
            return "";
        }
    }

    /** The masked form. */
    @Override
    public String toString() {
        return masked();
    }
}
