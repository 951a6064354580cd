package org.vestibule.registration;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.vestibule.web.IdpProperties;

/** The registration endpoint (RFC 7591) and, below it, one address for each registration (RFC 7592). */
@RestController
class RegistrationController {

    private static final String ONE = RegistrationProperties.PATH + "/{clientId}";
    private static final int LONGEST_BODY = 32 * 1024;
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]{1,500})");

    private final Registrations registrations;
    private final IdpProperties properties;

    RegistrationController(Registrations registrations, IdpProperties properties) {
        this.registrations = registrations;
        this.properties = properties;
    }

    @PostMapping(RegistrationProperties.PATH)
    ResponseEntity<Map<String, Object>> register(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request) {
        Optional<String> token = bearer(authorization);
        if (token.isEmpty()) {
            return challenge(authorization);
        }
        Optional<byte[]> body = body(request);
        return body.isEmpty()
                ? answer(
                        HttpStatus.CONTENT_TOO_LARGE,
                        Map.of("error", "invalid_client_metadata", "error_description", "The request is too large"))
                : answer(HttpStatus.CREATED, registrations.register(token.get(), body.get()));
    }

    @GetMapping(ONE)
    ResponseEntity<Map<String, Object>> show(
            @PathVariable String clientId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return bearer(authorization)
                .map(token -> answer(HttpStatus.OK, registrations.find(clientId, token)))
                .orElseGet(() -> challenge(authorization));
    }

    @DeleteMapping(ONE)
    ResponseEntity<Map<String, Object>> remove(
            @PathVariable String clientId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return bearer(authorization)
                .filter(token -> registrations.remove(clientId, token))
                .map(token -> ResponseEntity.noContent()
                        .cacheControl(CacheControl.noStore())
                        .<Map<String, Object>>build())
                .orElseGet(() -> challenge(authorization));
    }

    private ResponseEntity<Map<String, Object>> answer(HttpStatus success, Registered outcome) {
        if (outcome instanceof Registered.Yes registered) {
            return answer(success, RegistrationAnswer.of(registered, properties.issuer()));
        }
        if (outcome instanceof Registered.Refused refused) {
            return answer(
                    HttpStatus.BAD_REQUEST,
                    Map.of("error", refused.error(), "error_description", refused.description()));
        }
        return challenge("");
    }

    private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, Map<String, Object> fields) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(fields);
    }

    /** RFC 6750, section 3.1: no error where no token was shown. */
    private static ResponseEntity<Map<String, Object>> challenge(@Nullable String authorization) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(HttpStatus.UNAUTHORIZED).cacheControl(CacheControl.noStore());
        return authorization == null
                ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build()
                : answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("error", "invalid_token"));
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    /** The body, if it has no more bytes than a registration needs; one that breaks off is empty. */
    private static Optional<byte[]> body(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
            return body.length > LONGEST_BODY ? Optional.empty() : Optional.of(body);
        } catch (IOException brokenOff) {
            return Optional.of(new byte[0]);
        }
    }
}
