package org.vestibule.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.vestibule.web.IdpProperties;

/**
 * The cookies. {@link #SESSION} finds the session's row and changes at every step; {@link #BROWSER} only ties unused
 * sign-in pages of all tabs to one browser, is kept as a hint that it was used before, and proves nothing about a person.
 * {@link #TRUST} stands in for a second factor where an administrator allows it. {@link #SHARED} says that many people use
 * this browser, and brings nothing but stricter rules. Values are 256 random bits.
 */
@Component
public class SessionCookies {

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String SESSION = "vestibule_session";
    private static final String BROWSER = "vestibule_browser";
    private static final String TRUST = "vestibule_trust";
    private static final String SHARED = "vestibule_shared";
    private static final Pattern TRUST_VALUE = Pattern.compile("[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");
    private static final String BROWSER_WRITTEN = BROWSER + ".written";
    private static final Duration BROWSER_LIFE = Duration.ofDays(180);
    // the longest that browsers keep one
    private static final Duration SHARED_LIFE = Duration.ofDays(400);
    private static final int VALUE_BYTES = 32;

    private final boolean secure;
    private final SecureRandom random = new SecureRandom();

    SessionCookies(IdpProperties properties) {
        this.secure = "https".equals(properties.issuer().getScheme());
    }

    /** The session cookie's value; a malformed one counts as none. */
    public Optional<String> session(HttpServletRequest request) {
        return read(request, SESSION, VALUE);
    }

    /** The pre-session cookie's value. */
    public Optional<String> browser(HttpServletRequest request) {
        return read(request, BROWSER, VALUE).or(() -> Optional.ofNullable((String) request.getAttribute(BROWSER)));
    }

    /** The pre-session cookie's value, set now if there is none yet. */
    public String browser(HttpServletRequest request, HttpServletResponse response) {
        String value = prepareBrowser(request);
        writePreparedBrowser(request, response);
        return value;
    }

    /** The pre-session cookie's value, a new one if there is none yet, which is not in the response so far. */
    String prepareBrowser(HttpServletRequest request) {
        return browser(request).orElseGet(() -> {
            String value = newValue();
            request.setAttribute(BROWSER, value);
            return value;
        });
    }

    /** Puts a new pre-session cookie into the response, once. */
    void writePreparedBrowser(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(BROWSER) instanceof String value && request.getAttribute(BROWSER_WRITTEN) == null) {
            request.setAttribute(BROWSER_WRITTEN, true);
            write(response, BROWSER, value, BROWSER_LIFE.toSeconds());
        }
    }

    /** The cookie of a browser that somebody trusts (MFA-12). */
    public Optional<String> trust(HttpServletRequest request) {
        return read(request, TRUST, TRUST_VALUE);
    }

    /** Keeps the trust in this browser for a while; zero takes it away. */
    public void writeTrust(HttpServletResponse response, String value, Duration life) {
        write(response, TRUST, value, Math.max(0, life.toSeconds()));
    }

    /** The cookie of a browser that was registered as a shared computer. */
    public Optional<String> shared(HttpServletRequest request) {
        return read(request, SHARED, VALUE);
    }

    /** Marks this browser as a shared computer, or keeps it marked. */
    public void writeShared(HttpServletResponse response, String value) {
        write(response, SHARED, value, SHARED_LIFE.toSeconds());
    }

    /** Takes away what ties this browser to people who used it; the session's cookie is not among it. */
    public void forgetPeople(HttpServletResponse response) {
        write(response, BROWSER, "", 0);
        write(response, TRUST, "", 0);
    }

    /** 256 random bits. */
    public String newValue() {
        byte[] bytes = new byte[VALUE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void writeSession(HttpServletResponse response, String value) {
        write(response, SESSION, value, -1);
    }

    /** The value that this answer gives the session cookie, if it does. */
    Optional<String> renewedSession(HttpServletResponse response) {
        String start = name(SESSION) + '=';
        return response.getHeaders(HttpHeaders.SET_COOKIE).stream()
                .filter(cookie -> cookie.startsWith(start))
                .reduce((first, last) -> last)
                .map(cookie -> cookie.substring(start.length()).split(";", 2)[0])
                .filter(value -> VALUE.matcher(value).matches());
    }

    void clearSession(HttpServletResponse response) {
        write(response, SESSION, "", 0);
    }

    private Optional<String> read(HttpServletRequest request, String name, Pattern form) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(name)))
                        .map(Cookie::getValue)
                        .filter(value -> form.matcher(value).matches())
                        .findFirst();
    }

    private void write(HttpServletResponse response, String name, String value, long maxAge) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(name), value)
                        .path("/")
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .maxAge(maxAge)
                        .build()
                        .toString());
    }

    // WEB-04: the prefix makes browsers refuse such a cookie from another host or over plain http
    private String name(String name) {
        return secure ? "__Host-" + name : name;
    }
}
