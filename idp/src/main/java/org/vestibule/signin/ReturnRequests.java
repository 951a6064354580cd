package org.vestibule.signin;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.secrets.KeyedHash;
import org.vestibule.secrets.Sha256;
import org.vestibule.session.SessionCookies;
import org.vestibule.session.SignInSession;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Signs and reads {@link ReturnTo}. Only what we signed ourselves for this browser is ever followed (OID-03). */
@Component
public class ReturnRequests {

    /** The name of the parameter and hidden field. */
    public static final String PARAMETER = "request";

    /** An unused sign-in page stays good for this long (contract, section 6). */
    private static final Duration LIFE = Duration.ofHours(12);

    private static final String PURPOSE = "return-to";
    private static final int LONGEST = 16 * 1024;
    private static final int ID_BYTES = 16;

    private final KeyedHash hash;
    private final SessionCookies cookies;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json = JsonMapper.builder().build();

    ReturnRequests(KeyedHash hash, SessionCookies cookies, Clock clock) {
        this.hash = hash;
        this.cookies = cookies;
        this.clock = clock;
    }

    /** Signs a request for this browser, which gets its pre-session cookie now if it has none. */
    public String sign(
            String url,
            boolean forced,
            @Nullable String clientId,
            @Nullable String redirectUri,
            HttpServletRequest request,
            HttpServletResponse response) {
        return signed(new ReturnTo(
                url,
                newId(),
                forced,
                clientId,
                redirectUri,
                List.of(),
                clock.instant(),
                sha256(cookies.browser(request, response))));
    }

    /** Signs a request that waits for the person's consent to {@code scopes}. */
    public String signForConsent(
            String url,
            String clientId,
            @Nullable String redirectUri,
            Collection<String> scopes,
            HttpServletRequest request,
            HttpServletResponse response) {
        return signed(new ReturnTo(
                url,
                newId(),
                false,
                clientId,
                redirectUri,
                List.copyOf(scopes),
                clock.instant(),
                sha256(cookies.browser(request, response))));
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return base64(id);
    }

    private String signed(ReturnTo returnTo) {
        byte[] content = json.writeValueAsString(returnTo).getBytes(StandardCharsets.UTF_8);
        return base64(content) + '.' + base64(hash.mac(PURPOSE, content));
    }

    /**
     * Reads a signed request.
     *
     * @return empty when it is not ours, too old, or was made for another browser
     */
    public Optional<ReturnTo> read(@Nullable String signed, HttpServletRequest request) {
        if (signed == null || signed.length() > LONGEST) {
            return Optional.empty();
        }
        int dot = signed.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : verified(signed.substring(0, dot), signed.substring(dot + 1))
                        .filter(found -> found.madeAt().plus(LIFE).isAfter(clock.instant()))
                        .filter(found -> cookies.browser(request)
                                .map(ReturnRequests::sha256)
                                .filter(found.browser()::equals)
                                .isPresent());
    }

    /** Whether a session's last proof answered the forced request that this address carries the mark of. */
    public static boolean answers(SignInSession session, String url) {
        return session.answered() != null && session.answered().equals(sha256(url));
    }

    private Optional<ReturnTo> verified(String content, String mac) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(content);
            return hash.matches(Base64.getUrlDecoder().decode(mac), PURPOSE, bytes)
                    ? Optional.of(json.readValue(bytes, ReturnTo.class))
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException notOurs) {
            return Optional.empty();
        }
    }

    static String sha256(String text) {
        return base64(Sha256.of(text));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
