package org.vestibule.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a registration request. Collects by field what is wrong with them, in sentences without the subject. */
final class RequestFields {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_LIST = 20;

    private final JsonNode json;
    private final Map<String, String> problems = new LinkedHashMap<>();

    RequestFields(JsonNode json) {
        this.json = json;
    }

    Map<String, String> problems() {
        return problems;
    }

    void problem(String field, String sentence) {
        problems.putIfAbsent(field, sentence);
    }

    /** RFC 7591, section 2: a null is as good as no field. */
    boolean has(String field) {
        return json.hasNonNull(field);
    }

    boolean flag(String field) {
        if (has(field) && !json.path(field).isBoolean()) {
            problem(field, "must be true or false");
        }
        return json.path(field).asBoolean(false);
    }

    @Nullable
    String text(String field, UnaryOperator<String> check) {
        return has(field) ? text(field, json.path(field), check) : null;
    }

    /** Null where there is none; what is wrong in it is left out. */
    @Nullable
    List<String> list(String field, UnaryOperator<String> check) {
        if (!has(field)) {
            return null;
        }
        JsonNode list = json.path(field);
        if (!list.isArray() || list.size() > LONGEST_LIST) {
            problem(field, "must be an array of at most " + LONGEST_LIST + " strings");
            return List.of();
        }
        List<String> texts = new ArrayList<>(list.size());
        for (JsonNode element : list.values()) {
            String text = text(field, element, check);
            if (text != null && !texts.contains(text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** An object with whatever is in it; null where there is none. */
    @Nullable
    Map<String, Object> object(String field) {
        if (!has(field)) {
            return null;
        }
        if (!json.path(field).isObject()) {
            problem(field, "must be an object");
            return null;
        }
        return JSON.convertValue(json.path(field), CONTENT);
    }

    private @Nullable String text(String field, JsonNode value, UnaryOperator<String> check) {
        if (!value.isString() || value.asString().length() > LONGEST_TEXT) {
            problem(field, "must be a string of at most " + LONGEST_TEXT + " characters");
            return null;
        }
        try {
            return check.apply(value.asString());
        } catch (IllegalArgumentException refused) {
            problem(field, String.valueOf(refused.getMessage()));
            return null;
        }
    }
}
