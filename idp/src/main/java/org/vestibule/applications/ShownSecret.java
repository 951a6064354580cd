package org.vestibule.applications;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.vestibule.client.LmsClient;
import org.vestibule.web.IdpProperties;

/** The one page that shows a secret: the answer to the form that made it. */
@Component
class ShownSecret {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final ApplicationRows rows;
    private final IdpProperties properties;

    ShownSecret(ApplicationRows rows, IdpProperties properties) {
        this.rows = rows;
        this.properties = properties;
    }

    String show(UUID id, String secret, Model model) {
        LmsClient client = rows.find(id).orElseThrow().client();
        model.addAttribute("client", client);
        model.addAttribute("secret", secret);
        connection(client, secret, model);
        return "applications/secret";
    }

    /** What the platform's side needs, with the secret or what stands in its place. */
    void connection(LmsClient client, String secret, Model model) {
        String issuer = properties.issuer().toString();
        model.addAttribute("issuer", issuer);
        model.addAttribute("discovery", issuer + DISCOVERY);
        model.addAttribute("block", ConfigurationBlock.of(client, issuer, properties.name(), secret));
    }
}
