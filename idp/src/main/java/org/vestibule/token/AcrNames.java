package org.vestibule.token;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.vestibule.client.ClientMetadata;
import org.vestibule.grant.Grant;
import org.vestibule.grant.ProofRules;
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
        @DefaultValue("https://refeds.org/profile/mfa") String mfa)
        implements ProofRules {

    /** How the import file and {@link ClientMetadata#acrNames()} call the steps. */
    public static final List<String> STEPS = List.of("sfa", "mfa");

    private static final Assurance HIGHEST = Collections.max(Arrays.asList(Assurance.values()));

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

    /** The names at one client: its own where it has some, ours for the other steps. */
    public AcrNames at(ClientMetadata client) {
        Map<String, String> own = client.acrNames();
        return new AcrNames(own.getOrDefault("sfa", sfa), own.getOrDefault("mfa", mfa));
    }

    /**
     * The step below which a client gets no token. A name that stands for none any more, because the configuration has
     * changed, demands all there is.
     */
    @Override
    public Optional<Assurance> required(ClientMetadata client) {
        return Optional.ofNullable(client.requiredAcr())
                .map(name -> Stream.of(at(client), this)
                        .flatMap(names -> names.assurance(name).stream())
                        .max(Assurance::compareTo)
                        .orElse(HIGHEST));
    }

    /** An essential {@code acr} that the proof covers is what the tokens name, else what was reached. */
    @Override
    public Assurance told(Grant grant, ClientMetadata client) {
        return ClaimsParameter.of(grant.request())
                .essential(grant.assurance(), at(client))
                .orElse(grant.assurance());
    }

    /**
     * What is wrong with the names that a client uses.
     *
     * @return by the name of the component at fault: a sentence without its subject; empty when nothing is
     */
    public Map<String, String> problems(ClientMetadata client) {
        Map<String, String> problems = new LinkedHashMap<>();
        AcrNames own = at(client);
        boolean ambiguous = Arrays.stream(Assurance.values())
                .anyMatch(step -> Arrays.stream(Assurance.values())
                        .filter(other -> other != step)
                        .anyMatch(other -> own.name(step).equals(own.name(other))
                                || own.name(step).equals(name(other))));
        if (!client.acrNames().isEmpty() && ambiguous) {
            problems.put("acrNames", "has one name for two steps, or another step's under idp.acr");
        }
        String required = client.requiredAcr();
        if (required != null
                && own.assurance(required).isEmpty()
                && assurance(required).isEmpty()) {
            problems.put("requiredAcr", "is none of " + String.join(", ", own.names()));
        }
        return problems;
    }

    /** All names, lowest first, for discovery. */
    public List<String> names() {
        return Arrays.stream(Assurance.values()).map(this::name).toList();
    }
}
