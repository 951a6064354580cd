package org.vestibule.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.RawHttp.Answer;

/** What an answer to bad input may be: the errors that the specifications name for an endpoint, and nothing from inside. */
final class Specified {

    /** RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6, Unmet Authentication Requirements 1.0. */
    private static final Set<String> AUTHORIZE = Set.of(
            "invalid_request",
            "unauthorized_client",
            "access_denied",
            "unsupported_response_type",
            "invalid_scope",
            "interaction_required",
            "login_required",
            "account_selection_required",
            "consent_required",
            "invalid_request_uri",
            "invalid_request_object",
            "request_not_supported",
            "request_uri_not_supported",
            "registration_not_supported",
            "unmet_authentication_requirements");
    /** RFC 6749 section 5.2, RFC 8628 section 3.5, RFC 8693 section 2.2.2, RFC 9449 section 5. */
    private static final Set<String> TOKEN = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "authorization_pending",
            "slow_down",
            "access_denied",
            "expired_token",
            "invalid_target",
            "invalid_dpop_proof",
            "use_dpop_nonce");

    private static final Map<String, Set<String>> BY_PATH = Map.of(
            "/oauth2/authorize", AUTHORIZE,
            "/oauth2/token", TOKEN,
            // RFC 7009 section 2.2.1
            "/oauth2/revoke", Set.of("invalid_request", "invalid_client", "unsupported_token_type"),
            // RFC 7662 section 2.3
            "/oauth2/introspect", Set.of("invalid_request", "invalid_client", "invalid_token"),
            // RFC 6750 section 3.1, RFC 9449 section 7.1
            "/userinfo",
                    Set.of(
                            "invalid_request",
                            "invalid_token",
                            "insufficient_scope",
                            "invalid_dpop_proof",
                            "use_dpop_nonce"),
            // RFC 9126 section 2.3
            "/oauth2/par", Stream.of(AUTHORIZE, TOKEN).flatMap(Set::stream).collect(Collectors.toSet()),
            // RFC 8628 section 3.2
            "/oauth2/device_authorization", TOKEN,
            // RFC 7591 section 3.2.2, RFC 6750 section 3.1
            "/connect/register",
                    Set.of(
                            "invalid_redirect_uri",
                            "invalid_client_metadata",
                            "invalid_software_statement",
                            "unapproved_software_statement",
                            "invalid_request",
                            "invalid_token",
                            "insufficient_scope"));

    private static final List<Pattern> ERRORS = List.of(
            Pattern.compile("\"error\"\\s*:\\s*\"([^\"]*)\""),
            Pattern.compile("[ ,]error=\"([^\"]*)\""),
            Pattern.compile("[?&]error=([^&]*)"),
            Pattern.compile("name=\"error\" value=\"([^\"]*)\""));
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat [a-z]+\\.|[a-z]Exception|org\\.springframework|java\\.lang|Apache Tomcat|PSQL|SELECT ");
    private static final Pattern LINK = Pattern.compile("(action|href|src)=\"([^\"]*)\"");

    private Specified() {}

    /** What is wrong with an answer; empty: nothing. */
    static Optional<String> fault(String path, Answer answer) {
        if (answer.status() < 200 || answer.status() > 499) {
            return Optional.of("status");
        }
        if (!goesWhereItMay(answer.header("Location"))) {
            return Optional.of("redirect");
        }
        // what a program gets back as JSON is no markup
        if ((answer.header("Content-Type").startsWith("text/html")
                        && answer.body().contains(OddInput.MARKUP))
                || INSIDE.matcher(answer.body()).find()) {
            return Optional.of("body");
        }
        if (answer.headers().stream().anyMatch(line -> line.startsWith("X-Injected"))) {
            return Optional.of("header");
        }
        return links(answer).or(() -> code(path, answer));
    }

    /** No page posts to anything but ourselves and registered addresses, or links to what was in the request. */
    private static Optional<String> links(Answer answer) {
        return LINK.matcher(answer.body())
                .results()
                .filter(link -> {
                    String to = link.group(2).replace("&amp;", "&");
                    return link.group(1).equals("action")
                            ? !goesWhereItMay(to) && !to.equals(People.REDIRECT)
                            : to.contains("evil.example") || to.startsWith("javascript:");
                })
                .map(link -> "link " + link.group())
                .findFirst();
    }

    private static Optional<String> code(String path, Answer answer) {
        String text = answer.header("Location") + ' ' + answer.header("WWW-Authenticate") + ' ' + answer.body();
        Set<String> allowed = BY_PATH.getOrDefault(path, Set.of());
        return ERRORS.stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> found.group(1))
                .filter(code -> !allowed.contains(code))
                .map(code -> "error " + code)
                .findFirst();
    }

    /** OID-02, OID-03: an address of ours, or one that an LMS has registered. */
    private static boolean goesWhereItMay(String location) {
        return location.isEmpty()
                || location.matches("/(?![/\\\\]).*")
                || location.equals("/")
                || location.startsWith(People.REDIRECT + '?')
                || location.matches("http://localhost:1/(\\?.*)?");
    }

    /** An endpoint for programs answers bad parameters with a code, not with a page. */
    static boolean hasCode(Answer answer) {
        Matcher code = ERRORS.get(0).matcher(answer.body());
        return answer.header("Content-Type").startsWith("application/json") && code.find();
    }
}
