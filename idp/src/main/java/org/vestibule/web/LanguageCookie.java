package org.vestibule.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Keeps the language that was chosen in this browser, and when. Says nothing about a person. */
public final class LanguageCookie {

    private static final String NAME = "vestibule_language";
    private static final Pattern VALUE = Pattern.compile("([a-z]{2,3})\\.([0-9]{1,11})");
    private static final Duration LIFE = Duration.ofDays(365);

    private final boolean secure;
    private final Clock clock;

    LanguageCookie(boolean secure, Clock clock) {
        this.secure = secure;
        this.clock = clock;
    }

    record Choice(Locale language, Instant at) {}

    /** What was chosen here; a cookie that is not ours counts as none. */
    Optional<Choice> read(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name()))
                .map(Cookie::getValue)
                .map(VALUE::matcher)
                .filter(Matcher::matches)
                .flatMap(value -> Languages.of(value.group(1))
                        .map(language -> new Choice(language, Instant.ofEpochSecond(Long.parseLong(value.group(2)))))
                        .stream())
                .findFirst();
    }

    public void write(Locale language, HttpServletResponse response) {
        write(language.getLanguage() + '.' + clock.instant().getEpochSecond(), LIFE, response);
    }

    /** The next person may choose another one. */
    public void clear(HttpServletResponse response) {
        write("", Duration.ZERO, response);
    }

    private void write(String value, Duration life, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(), value)
                        .path("/")
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .maxAge(life)
                        .build()
                        .toString());
    }

    // WEB-04
    private String name() {
        return secure ? "__Host-" + NAME : NAME;
    }
}
