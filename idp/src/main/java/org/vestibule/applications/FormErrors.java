package org.vestibule.applications;

import java.util.Map;

import org.springframework.validation.BindingResult;

/** Contradictions in the settings of a client, as errors of the fields that can mend them. */
final class FormErrors {

    private FormErrors() {}

    /** @param problems by component of ClientMetadata, as {@link org.vestibule.client.ClientRules} tells them */
    static void add(Map<String, String> problems, BindingResult errors) {
        problems.forEach((component, sentence) -> {
            switch (component) {
                case "redirectUris" -> errors.rejectValue("redirectUris", "applications.redirect.missing");
                case "subjectType" -> errors.rejectValue("redirectUris", "applications.redirect.hosts");
                case "frontchannelLogoutUri" ->
                    errors.rejectValue("redirectUris", "applications.redirect.frontchannel");
                case "requirePkce" -> errors.rejectValue("requirePkce", "applications.pkce.needed");
                case "requiredAcr" -> errors.rejectValue("requiredAcr", "applications.required-acr.invalid");
                default -> errors.reject("applications.contradiction", new Object[] {component + " " + sentence}, null);
            }
        });
    }
}
