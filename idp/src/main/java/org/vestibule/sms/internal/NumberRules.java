package org.vestibule.sms.internal;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.PhoneNumber;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;

/**
 * Which numbers get text messages: mobile ones of allowed countries, by full metadata (SMS-10). Asked at set-up and
 * again at each send. Premium, shared-cost and satellite numbers, +88x and +979 are of another type or belong to no
 * country, so they never pass, whatever countries are allowed.
 */
@Component
class NumberRules {

    private static final Set<PhoneNumberType> MOBILE =
            Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    private static final String ALL = "*";

    /** The library's name for ranges that belong to no country. */
    private static final String NO_COUNTRY = PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY;

    private final PhoneNumberUtil metadata = PhoneNumberUtil.getInstance();
    private final SmsProperties properties;

    NumberRules(SmsProperties properties) {
        this.properties = properties;
    }

    enum Verdict {
        ALLOWED,
        NOT_A_MOBILE_NUMBER,
        COUNTRY_NOT_ALLOWED
    }

    Verdict check(PhoneNumber number, SecuritySettings settings) {
        Phonenumber.PhoneNumber parsed = parse(number);
        if (parsed == null || !metadata.isValidNumber(parsed) || !MOBILE.contains(metadata.getNumberType(parsed))) {
            return Verdict.NOT_A_MOBILE_NUMBER;
        }
        String country = metadata.getRegionCodeForNumber(parsed);
        if (country == null || country.equals(NO_COUNTRY)) {
            return Verdict.NOT_A_MOBILE_NUMBER;
        }
        List<String> allowed = allowedCountries(settings);
        return allowed.contains(ALL) || allowed.contains(country) ? Verdict.ALLOWED : Verdict.COUNTRY_NOT_ALLOWED;
    }

    /** Whether any number could pass under these settings. */
    boolean allowAnyCountry(SecuritySettings settings) {
        return allowedCountries(settings).stream().anyMatch(country -> !country.isEmpty());
    }

    /** ISO 3166 code of a number's country, empty where it has none. */
    String country(PhoneNumber number) {
        Phonenumber.PhoneNumber parsed = parse(number);
        String country = parsed == null ? null : metadata.getRegionCodeForNumber(parsed);
        return country == null || country.equals(NO_COUNTRY) ? "" : country;
    }

    // The page's list wins; the operator's is what holds while the page has none.
    private List<String> allowedCountries(SecuritySettings settings) {
        if (settings.allowedCountries() != null) {
            return settings.allowedCountries();
        }
        if (!properties.allowedCountries().isEmpty()) {
            return properties.allowedCountries();
        }
        TwilioAccount account = settings.twilio();
        return account == null ? List.of() : List.of(country(new PhoneNumber(account.servicePhone())));
    }

    private Phonenumber.@Nullable PhoneNumber parse(PhoneNumber number) {
        try {
            return metadata.parse(number.e164(), null);
        } catch (NumberParseException ex) {
            return null;
        }
    }
}
