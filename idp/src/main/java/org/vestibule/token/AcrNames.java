package org.vestibule.token;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.vestibule.session.Assurance;

/**
 * What the steps of the ladder are called in {@code acr}.
 *
 * @param sfa one factor
 * @param mfa two factors
 */
@ConfigurationProperties("idp.acr")
public record AcrNames(
        @DefaultValue("https://refeds.org/profile/sfa") String sfa,
        @DefaultValue("https://refeds.org/profile/mfa") String mfa) {

    public String name(Assurance assurance) {
        return switch (assurance) {
            case SFA -> sfa;
            case MFA -> mfa;
        };
    }

    /** The step with a name; empty for a value that is not ours, which voluntary requests may contain. */
    public Optional<Assurance> assurance(String name) {
        return Arrays.stream(Assurance.values())
                .filter(assurance -> name(assurance).equals(name))
                .findFirst();
    }

    /** All names, lowest first, for discovery. */
    public List<String> names() {
        return Arrays.stream(Assurance.values()).map(this::name).toList();
    }
}
