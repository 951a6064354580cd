package org.vestibule.totp.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The Key URI of an app's entry (TOTP-12). The issuer stands in it twice, as prefix and as parameter, and a colon divides it
 * from the account, so neither may have one.
 */
record OtpauthUri(String issuer, String account, TotpKey key) {

    private static final int LONGEST_ISSUER = 64;

    OtpauthUri {
        issuer = checkedIssuer(issuer);
        // an imported name may have one; the app would take what is before it for the issuer
        account = account.replace(':', ' ');
    }

    /** @throws IllegalArgumentException when a product cannot be called so */
    static String checkedIssuer(String issuer) {
        if (issuer.isBlank() || issuer.contains(":") || issuer.length() > LONGEST_ISSUER) {
            throw new IllegalArgumentException(
                    "idp.name must have 1 to 64 characters and no colon: authenticator apps show it");
        }
        return issuer;
    }

    String text() {
        return "otpauth://totp/" + encode(issuer) + ":" + encode(account) + "?secret=" + key.base32() + "&issuer="
                + encode(issuer) + "&algorithm=" + TotpKey.ALGORITHM + "&digits=" + TotpKey.DIGITS + "&period="
                + TotpCodes.STEP.toSeconds();
    }

    /** RFC 3986 percent-encoding of everything but unreserved characters; a form's encoding differs in three of them. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** Holds the secret, so it is never printed. */
    @Override
    public String toString() {
        return "OtpauthUri";
    }
}
