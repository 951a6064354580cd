package org.vestibule.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;

/**
 * The CSRF token is an HMAC keyed by the secret of a cookie, so it needs no storage, changes with every step of a sign-in
 * and is worth nothing in another browser (WEB-01). The sign-in page uses the pre-session cookie, which all tabs share;
 * every other page the session cookie, so that a form of a superseded session has expired (MFA-05).
 */
@Component
public class CookieCsrfTokens implements CsrfTokenRepository {

    private static final String HMAC = "HmacSHA256";
    private static final byte[] PURPOSE = "csrf".getBytes(StandardCharsets.US_ASCII);

    /** Where the forms of the sign-in page go. */
    private static final Set<String> SIGN_IN_PAGE = Set.of("/login", "/login/language", "/login/next-learner");

    private final SessionCookies cookies;

    CookieCsrfTokens(SessionCookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(cookies.prepareBrowser(request));
    }

    /** The token this request must carry; null where it has no cookie to derive one from. */
    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return secret(request).map(CookieCsrfTokens::token).orElse(null);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null) {
            cookies.writePreparedBrowser(request, response);
        }
    }

    /** For a sign-in page that answers at another address: its form is sent to the sign-in page's own. */
    public void prepareSignIn(HttpServletRequest request, HttpServletResponse response) {
        CsrfToken token = token(cookies.browser(request, response));
        new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> token);
    }

    /** For a page that answers a form which has just renewed the session: its forms belong to the new one. */
    public void prepareRenewedSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.renewedSession(response)
                .map(CookieCsrfTokens::token)
                .ifPresent(token -> new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> token));
    }

    private Optional<String> secret(HttpServletRequest request) {
        Optional<String> browser = cookies.browser(request);
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return SIGN_IN_PAGE.contains(path) ? browser : cookies.session(request).or(() -> browser);
    }

    private static CsrfToken token(String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), HMAC));
            String value = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
            return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is part of every JDK", e);
        }
    }
}
