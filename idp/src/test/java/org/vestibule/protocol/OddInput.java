package org.vestibule.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What strangers put into parameters and headers. Values are as they go over the wire: percent-encoded or not, one char for
 * each byte.
 */
final class OddInput {

    /** Comes back escaped or not at all. */
    static final String MARKUP = "<svg/onload=1>";

    private static final List<String> VALUES = List.of(
            "",
            "%20",
            "%01",
            "%09",
            "a%0d%0aX-Injected:%201",
            "%00",
            "a%00b",
            "%7f",
            "%C2%85",
            // a lone surrogate, four bytes, beyond Unicode, overlong, cut off, a byte of another encoding
            "%ED%A0%80",
            "%F0%9F%98%80",
            "%F5%80%80%80",
            "%C0%AF",
            "%E0%80%AF",
            "%F0%9F",
            "%E9",
            "%FE%FF%00a%00b",
            "\u00e9",
            "\u00f0\u009f\u0098\u0080",
            "%E2%80%AE",
            "%EF%BB%BFa",
            // not encoded rightly
            "%",
            "%1",
            "%zz",
            "%u0041",
            "%2525",
            "\"'><svg/onload=1>".replace(" ", "%20"),
            "%22%27%3E%3Csvg/onload=1%3E",
            "%24%7B7*7%7D%23%7B7*7%7D__%24%7B7*7%7D__%3A%3Ax",
            "%7Bx%7D",
            "%27%20or%20%271%27=%271",
            "..%2f..%2f..%2fetc%2fpasswd",
            "//evil.example",
            "https://evil.example/",
            "%5C%5Cevil.example",
            "javascript:alert(1)",
            "http://localhost:1@evil.example/",
            "http://localhost:1/login/oauth2/code/vestibule%23",
            "http://localhost:1/login/oauth2/code/vestibule/..",
            "-1",
            "0",
            "1e9",
            "99999999999999999999",
            "NaN",
            "true",
            "null",
            "%7B%22a%22:1%7D",
            "%5B%5D",
            "%5B".repeat(1200),
            "a.b.c",
            "e30.e30.",
            "eyJhbGciOiJub25lIn0.e30.",
            "A".repeat(3000));

    private OddInput() {}

    /** What may stand in the place of {@code name=value} in a query or form. */
    static List<String> parameters(String name, String value, int seed) {
        List<String> all = new ArrayList<>(List.of(
                "",
                name,
                name + '=' + value + '&' + name + '=' + value,
                name + '=' + value + '&' + name + "=other",
                name + "[]=" + value,
                name + "[0]=" + value + '&' + name + "[1]=" + value,
                name + ".x=" + value,
                name.toUpperCase(Locale.ROOT) + '=' + value,
                '_' + name + "=on",
                name + '=' + value + "%20",
                '&' + name + '=' + value + "&&=&",
                name + '=' + value + ";x=1"));
        VALUES.forEach(odd -> all.add(name + '=' + odd));
        Random random = new Random(seed);
        for (int i = 0; i < 4; i++) {
            all.add(name + '=' + noise(random, true));
            all.add(name + '=' + noise(random, false));
        }
        return all;
    }

    /** Further header lines, some of them in the place of those that a request has. */
    static List<String> headers(int seed) {
        List<String> all = new ArrayList<>(List.of(
                "Authorization: Basic",
                "Authorization: Basic !!!!",
                "Authorization: Basic eA==",
                "Authorization: Basic Og==",
                "Authorization: Basic JXp6OiU=",
                "Authorization: Basic /////w==",
                "Authorization: Basic AAAA",
                "Authorization: basic eDp5",
                "Authorization: Basic " + "QUFB".repeat(2000),
                "Authorization: Basic eDp5\r\nAuthorization: Basic eDp5",
                "Authorization: Basic eDp5\r\nAuthorization: Bearer x",
                "Authorization: Bearer",
                "Authorization: Bearer a b",
                "Authorization: Bearer \u00e9",
                "Authorization: Bearer e30.e30.",
                "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
                "Authorization: Bearer " + "A".repeat(8000),
                "Authorization: DPoP x",
                "Authorization: Negotiate x",
                "Authorization: \u0001",
                "Authorization:",
                "DPoP: x",
                "DPoP: e30.e30.\r\nDPoP: e30.e30.",
                "Cookie: vestibule_session=" + "A".repeat(43),
                "Cookie: vestibule_session=\"; vestibule_browser=%00; =; ;;",
                "Cookie: vestibule_browser=" + "A".repeat(5000),
                "Cookie: \u00e9=\u0001",
                "Accept: text/html;q=x",
                "Accept: */*;q=0,,",
                "Accept: application/" + "x".repeat(4000),
                "Accept-Language: \u00e9,,;q=2",
                "Accept-Language: " + "xx-".repeat(500),
                "Accept-Charset: utf-16",
                "Accept-Encoding: nonsense;q=9",
                "Origin: null",
                "Origin: \u00e9",
                "Origin: https://evil.example",
                "Referer: \u0001",
                "Range: bytes=0-0,5-",
                "If-Modified-Since: yesterday",
                "If-None-Match: \"",
                "HX-Request: \u00e9",
                "Expect: nonsense",
                "X-Forwarded-For: nonsense, \u00e9",
                "X-Forwarded-Host: evil.example",
                "Forwarded: host=evil.example;proto=ftp",
                "X-HTTP-Method-Override: DELETE",
                "X-Original-URL: /admin",
                "Upgrade: h2c\r\nConnection: Upgrade",
                "X-Huge: " + "A".repeat(20_000)));
        Random random = new Random(seed);
        for (String name : List.of("Authorization: Basic ", "Authorization: Bearer ", "Cookie: ", "Accept: ", "X-")) {
            all.add(name + noise(random, false).replaceAll("[\r\n]", "?"));
        }
        return all;
    }

    private static String noise(Random random, boolean encoded) {
        StringBuilder noise = new StringBuilder();
        for (int length = 1 + random.nextInt(40); length > 0; length--) {
            int value = random.nextInt(256);
            if (encoded) {
                noise.append(String.format(Locale.ROOT, "%%%02X", value));
            } else {
                // what would end the request line or the parameter
                noise.append((char) (value == ' ' || value == '&' || value == '\r' || value == '\n' ? '+' : value));
            }
        }
        return noise.toString();
    }
}
