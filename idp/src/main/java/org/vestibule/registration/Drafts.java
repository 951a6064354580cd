package org.vestibule.registration;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.ClientRules;
import org.vestibule.client.ClientSecrets;
import org.vestibule.client.LmsClient;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes of a registration request the client that it asks for, or says why there can be none. */
@Component
class Drafts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ClientSecrets secrets;
    private final SectorDocument sectors;

    Drafts(ClientSecrets secrets, SectorDocument sectors) {
        this.secrets = secrets;
        this.sectors = sectors;
    }

    /**
     * @param client what the request asks for; null where there can be no such client
     * @param secret of the client; null where it has none
     * @param problems why there can be none, by field
     */
    record Draft(@Nullable LmsClient client, @Nullable String secret, Map<String, String> problems) {

        @Override
        public String toString() {
            return "Draft[" + client + ", " + problems + "]";
        }
    }

    Draft draft(byte[] body, RegistrationPolicy policy) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException notJson) {
            return refused(Map.of("The request", "is no JSON object, or names a field twice"));
        }
        if (!json.isObject()) {
            return refused(Map.of("The request", "is no JSON object"));
        }
        ClientRequest request = ClientRequest.read(json, policy);
        return request.problems().isEmpty() ? draft(request) : refused(request.problems());
    }

    private Draft draft(ClientRequest request) {
        String clientId = UUID.randomUUID().toString();
        String secret = request.bySecret() ? RandomValues.next() : null;
        LmsClient client = new LmsClient(
                UUID.randomUUID(),
                clientId,
                Objects.requireNonNullElse(request.name(), clientId),
                secret == null ? null : secrets.encode(secret),
                ClientMetadata.of(request.settings(), secret != null));
        Map<String, String> problems = new LinkedHashMap<>();
        ClientRules.problems(client)
                .forEach((component, sentence) -> problems.put(inSnakeCase(component), inSnakeCase(sentence)));
        if (problems.isEmpty()) {
            sectors.problem(client.metadata()).ifPresent(problem -> problems.put("sector_identifier_uri", problem));
        }
        return problems.isEmpty() ? new Draft(client, secret, Map.of()) : refused(problems);
    }

    private static Draft refused(Map<String, String> problems) {
        return new Draft(null, null, problems);
    }

    /** The rules of clients call fields as the import file does. */
    private static String inSnakeCase(String text) {
        return text.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
