package org.vestibule.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.vestibule.importing.yaml.Section;

/** The mapping {@code claims} of a person: those of OpenID Connect's standard claims that no other key stands for. */
final class ClaimsReader {

    private static final List<String> TEXTS = List.of(
            "middle_name",
            "nickname",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "phone_number");
    private static final List<String> ADDRESS =
            List.of("formatted", "street_address", "locality", "region", "postal_code", "country");
    private static final int LONGEST = 2_000;

    private ClaimsReader() {}

    static Map<String, Object> read(@Nullable Section section) {
        if (section == null) {
            return Map.of();
        }
        Map<String, Object> claims = texts(section, TEXTS);
        Boolean phoneVerified = section.flag("phone_number_verified");
        if (phoneVerified != null) {
            claims.put("phone_number_verified", phoneVerified);
        }
        Section address = section.section("address");
        if (address != null) {
            claims.put("address", texts(address, ADDRESS));
            address.end();
        }
        section.end();
        return claims;
    }

    private static Map<String, Object> texts(Section section, List<String> names) {
        Map<String, Object> texts = new LinkedHashMap<>();
        for (String name : names) {
            String text = section.parsed(name, ClaimsReader::text);
            if (text != null) {
                texts.put(name, text);
            }
        }
        return texts;
    }

    private static String text(String typed) {
        if (typed.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        return typed;
    }
}
