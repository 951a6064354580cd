package org.vestibule.token;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.vestibule.session.Assurance;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code claims} parameter of an authorization request (OpenID Connect Core section 5.5).
 *
 * @param idToken names of single claims wanted in the ID token
 * @param userInfo names of single claims wanted from UserInfo
 * @param subject the only {@code sub} that will do; empty: anybody's
 * @param essentialAcr the values of an essential {@code acr}; null: none is essential, empty: any value will do
 */
public record ClaimsParameter(
        Set<String> idToken,
        Set<String> userInfo,
        Optional<String> subject,
        @Nullable List<String> essentialAcr) {

    public static final String NAME = "claims";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ClaimsParameter NONE = new ClaimsParameter(Set.of(), Set.of(), Optional.empty(), null);

    /** @throws IllegalArgumentException when it is not what the specification says */
    public static ClaimsParameter parse(String json) {
        if (json.isEmpty()) {
            return NONE;
        }
        try {
            JsonNode root = object(JSON.readTree(json));
            JsonNode idToken = object(root.path("id_token"));
            JsonNode userInfo = object(root.path("userinfo"));
            return new ClaimsParameter(
                    names(idToken), names(userInfo), subject(idToken, userInfo), acr(idToken.path("acr")));
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        }
    }

    /** The parameter as it was kept with a grant; it was found to be good then. */
    static ClaimsParameter of(Map<String, Object> request) {
        return parse(request.get(NAME) instanceof String json ? json : "");
    }

    /** Of the essential values the highest that a proof covers (contract, section 4); empty where none is named. */
    Optional<Assurance> essential(Assurance reached, AcrNames names) {
        return Stream.ofNullable(essentialAcr)
                .flatMap(List::stream)
                .flatMap(name -> names.assurance(name).stream())
                .filter(reached::covers)
                .max(Assurance::compareTo);
    }

    private static Set<String> names(JsonNode claims) {
        return new LinkedHashSet<>(claims.propertyNames());
    }

    private static Optional<String> subject(JsonNode idToken, JsonNode userInfo) {
        List<String> subjects = Stream.of(idToken, userInfo)
                .flatMap(claims -> values(claims.path("sub")).stream())
                .distinct()
                .toList();
        if (subjects.size() > 1) {
            throw new IllegalArgumentException("nobody is several persons");
        }
        return subjects.stream().findFirst();
    }

    private static @Nullable List<String> acr(JsonNode acr) {
        return acr.path("essential").asBoolean(false) ? values(acr) : null;
    }

    /** What a claim may be, by {@code value} or {@code values}; all of ours are strings. */
    private static List<String> values(JsonNode claim) {
        JsonNode several = claim.path("values");
        if (!several.isMissingNode() && !several.isArray()) {
            throw new IllegalArgumentException("values are no array");
        }
        List<JsonNode> values = new ArrayList<>();
        several.forEach(values::add);
        if (claim.has("value")) {
            values.add(claim.path("value"));
        }
        if (!values.stream().allMatch(JsonNode::isString)) {
            throw new IllegalArgumentException("a value is no string");
        }
        return values.stream().map(JsonNode::asString).toList();
    }

    private static JsonNode object(JsonNode node) {
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            throw new IllegalArgumentException("not an object");
        }
        return node;
    }
}
