package org.vestibule.sample.signin;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands people the claims of their own ID token, unparsed: numbers stay numbers, and {@code aud} what the provider made it. */
@RestController
class ClaimsController {

    private static final byte[] NOBODY = "{\"error\":\"not_signed_in\"}".getBytes(StandardCharsets.UTF_8);

    @GetMapping("/claims.json")
    ResponseEntity<byte[]> claims(@AuthenticationPrincipal @Nullable OidcUser user) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        user == null ? HttpStatus.UNAUTHORIZED : HttpStatus.OK)
                .contentType(MediaType.APPLICATION_JSON);
        return answer.body(user == null ? NOBODY : SignInReport.payload(user.getIdToken()));
    }
}
