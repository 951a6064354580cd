package org.vestibule.signin;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.vestibule.logout.Logouts;

/** Addresses after a sign-out. */
public final class SignedOutPage {

    /** Where the browser goes on to after the page. */
    static final String ONWARD = "post_logout_redirect_uri";

    private SignedOutPage() {}

    /**
     * The page that says so.
     *
     * @param clientId the LMS to offer a way back to
     * @param receipt what {@link Logouts#receipt} says of the session
     * @param onward where the browser goes on to, null: nowhere
     */
    public static String address(
            @Nullable String clientId, Optional<String> receipt, @Nullable String onward, @Nullable String state) {
        UriComponentsBuilder page = UriComponentsBuilder.fromPath("/signed-out");
        add(page, "client_id", clientId);
        add(page, Logouts.PARAMETER, receipt.orElse(null));
        add(page, ONWARD, onward);
        add(page, "state", state);
        return page.build(true).toUriString();
    }

    /** The address of an LMS with the state that it gave. */
    public static String back(String redirectUri, @Nullable String state) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(redirectUri);
        add(uri, "state", state);
        return uri.build(true).toUriString();
    }

    private static void add(UriComponentsBuilder uri, String name, @Nullable String value) {
        if (value != null) {
            uri.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }
}
