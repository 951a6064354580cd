package org.vestibule.registration;

import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the operator sets about clients that register themselves.
 *
 * @param enabled whether the endpoint is there
 * @param newToken a file that does not exist yet: a new initial access token is written to it, and the process ends
 * @param token what the new token is good for
 */
@ConfigurationProperties("idp.registration")
@Validated
public record RegistrationProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable String newToken,
        @DefaultValue @Valid NewToken token) {

    /** Where clients register; below it is an address for each registration. */
    public static final String PATH = "/connect/register";

    /**
     * An initial access token to be made.
     *
     * @param purpose who gets it and why, for the audit trail
     * @param validity how long it is good
     * @param uses how many clients may be registered with it
     * @param grantTypes see {@link RegistrationPolicy}
     * @param scopes see {@link RegistrationPolicy}
     * @param redirectHosts see {@link RegistrationPolicy}
     * @param requirePkce see {@link RegistrationPolicy}
     * @param consent see {@link RegistrationPolicy}
     * @param claimsInIdToken see {@link RegistrationPolicy}
     * @param requiredAcr see {@link RegistrationPolicy}
     */
    record NewToken(
            @DefaultValue("") @Size(max = 200) String purpose,

            @DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 365)
            Duration validity,

            @DefaultValue("1") @Min(1) @Max(1000) int uses,

            @DefaultValue({"authorization_code", "refresh_token"}) @NotEmpty
            List<@Pattern(regexp = "authorization_code|refresh_token|client_credentials") String> grantTypes,

            @DefaultValue({"openid", "profile", "email"}) @NotEmpty
            List<@Pattern(regexp = "[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}") String> scopes,

            @DefaultValue List<@Pattern(regexp = "[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]") String> redirectHosts,

            @DefaultValue("true") boolean requirePkce,
            @DefaultValue("true") boolean consent,
            @DefaultValue("true") boolean claimsInIdToken,
            @Nullable String requiredAcr) {

        RegistrationPolicy policy() {
            return new RegistrationPolicy(
                    grantTypes, scopes, redirectHosts, requirePkce, consent, claimsInIdToken, requiredAcr);
        }
    }
}
