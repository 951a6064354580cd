package org.vestibule.dpop;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * The key whose possession a request proved.
 *
 * @param thumbprint by RFC 7638, base64url: what tokens are bound to
 */
public record ProvenKey(String thumbprint) {

    /** The key behind a token request; null where none was proven. */
    public static @Nullable ProvenKey of(@Nullable Authentication tokenRequest) {
        return tokenRequest != null && tokenRequest.getDetails() instanceof ProvenKey key ? key : null;
    }

    /** Whether a token request may use what is bound to {@code thumbprint}, null: to nothing. */
    public static boolean opens(@Nullable String thumbprint, Authentication tokenRequest) {
        ProvenKey key = of(tokenRequest);
        return thumbprint == null || (key != null && key.thumbprint().equals(thumbprint));
    }
}
