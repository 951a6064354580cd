package org.vestibule.sample.signin;

import java.util.Optional;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Tells a program that its access token was good but the sign-in behind it was not enough (RFC 9470 section 3). */
@Component
public class StepUpChallenge {

    private final Assurance assurance;

    StepUpChallenge(Assurance assurance) {
        this.assurance = assurance;
    }

    /** The value of {@code WWW-Authenticate}; empty when the sign-in is good enough. */
    public Optional<String> unlessSufficient(Jwt accessToken) {
        Assurance.Verdict verdict =
                assurance.judge(accessToken.getClaimAsString("acr"), accessToken.getClaimAsInstant("auth_time"));
        return switch (verdict) {
            case SUFFICIENT -> Optional.empty();
            case ONE_FACTOR -> Optional.of(challenge("Two factors are needed"));
            case TOO_OLD -> Optional.of(challenge("The sign-in is too old"));
        };
    }

    private static String challenge(String description) {
        return "Bearer error=\"insufficient_user_authentication\", error_description=\"" + description
                + "\", acr_values=\"" + Assurance.TWO_FACTOR + "\", max_age=\"" + Assurance.MAX_AGE.toSeconds() + '"';
    }
}
