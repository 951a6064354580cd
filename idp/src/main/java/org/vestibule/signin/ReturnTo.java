package org.vestibule.signin;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The request that sent a visitor to sign in, and where the sign-in ends. It travels signed in the pages' forms, so an
 * unused sign-in page costs the server nothing (AVL-04).
 *
 * @param url path and query on this host
 * @param id random, of this request alone
 * @param forced whether both factors are asked anew, whatever the session has (OID-13)
 * @param clientId the LMS that sent the visitor, null for our own pages
 * @param redirectUri its validated redirect address
 * @param scopes what the LMS asks for, in a request that waits for consent; else empty
 * @param browser hash of the pre-session cookie it is bound to
 */
public record ReturnTo(
        String url,
        String id,
        boolean forced,
        @Nullable String clientId,
        @Nullable String redirectUri,
        List<String> scopes,
        Instant madeAt,
        String browser) {

    // a request signed by an older release lacks the scopes
    @SuppressWarnings("DataFlowIssue")
    public ReturnTo {
        scopes = List.copyOf(Objects.requireNonNullElse(scopes, List.of()));
    }

    /** Marks the answer to a forced request; what it is worth is decided by the session, see {@link #answer}. */
    public static final String PROOF = "vestibule_proof";

    /** Marks the way back of somebody who does not want to set up what an LMS asks for; it counts only while that is missing. */
    public static final String CANCELLED = "vestibule_cancelled";

    /** Where Cancel leads, so that the LMS is told; null for our own pages, which nobody waits for. */
    @Nullable
    String cancelled() {
        return clientId == null ? null : url + (url.indexOf('?') < 0 ? '?' : '&') + CANCELLED + '=' + id;
    }

    /** Where the browser goes when the sign-in is complete. */
    public String target() {
        return forced ? url + (url.indexOf('?') < 0 ? '?' : '&') + PROOF + '=' + id : url;
    }

    /** The address whose origin the forms of the sign-in pages may end at. */
    public @Nullable URI redirectAddress() {
        return redirectUri == null ? null : URI.create(redirectUri);
    }

    /** The hash that the session keeps when this forced request has been answered. */
    String answer() {
        return ReturnRequests.sha256(target());
    }
}
