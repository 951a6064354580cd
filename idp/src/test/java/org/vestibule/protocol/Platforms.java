package org.vestibule.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What each learning platform's code makes of a sign-in: its identity key, or the refusal its users would see. */
final class Platforms {

    private Platforms() {}

    /** An answer of the token endpoint and of UserInfo, as the platform sees them. */
    record Seen(JsonNode header, JsonNode idToken, JsonNode userInfo, String clientId, Instant now) {}

    interface Platform {
        String identify(Seen seen);
    }

    /** Core: merges both, UserInfo wins; a hyphen in a name means a nested value; no user name or address, no sign-in. */
    static String moodle(Seen seen) {
        ObjectNode merged = (ObjectNode) seen.idToken().deepCopy();
        seen.userInfo().properties().forEach(claim -> merged.set(claim.getKey(), claim.getValue()));
        merged.propertyNames().forEach(name -> require(!name.contains("-"), "nested name " + name));
        String email = text(merged, "email");
        text(merged, "given_name");
        text(merged, "family_name");
        require(text(merged, "locale").matches("[A-Za-z]{2}(-[A-Za-z]{2})?"), "no installed language");
        return merged.path("preferred_username").asString(email);
    }

    /** Microsoft's plug-in: upn, unique_name, sub of the ID token, in this order; a change later makes double accounts. */
    static String moodleAuthOidc(Seen seen) {
        require(seen.idToken().has("nonce"), "no nonce");
        return text(seen.idToken(), "upn");
    }

    /** oidc_full_token_validation. */
    static String canvas(Seen seen) {
        require(!seen.header().path("alg").asString().equals("none"), "unsigned");
        JsonNode token = seen.idToken();
        for (String claim : List.of("aud", "exp", "iat", "iss", "nonce")) {
            require(token.has(claim), "no " + claim);
        }
        require(token.get("aud").isString() && token.get("aud").asString().equals(seen.clientId()), "aud is no string");
        require(token.get("sub").equals(seen.userInfo().get("sub")), "UserInfo of somebody else");
        return text(token, "sub");
    }

    /** social-core. */
    static String openEdx(Seen seen) {
        require(seen.header().path("alg").asString().equals("RS256"), "only RS256");
        JsonNode token = seen.idToken();
        require(token.has("nonce"), "no nonce");
        Duration age = Duration.between(Instant.ofEpochSecond(token.path("iat").asLong()), seen.now());
        require(age.compareTo(Duration.ofMinutes(10)) <= 0, "iat is too old");
        text(seen.userInfo(), "preferred_username");
        text(seen.userInfo(), "email");
        text(seen.userInfo(), "name");
        return text(token, "sub");
    }

    /** The identity must be a string; roles are matched as claim::value. */
    static String ilias(Seen seen) {
        List<String> names = new ArrayList<>();
        seen.userInfo().path("groups").forEach(group -> names.add(group.asString()));
        require(seen.userInfo().path("groups").isArray(), "groups are no flat array");
        require(names.stream().noneMatch(name -> name.contains("::")), "the separator is in a value");
        text(seen.userInfo(), "given_name");
        text(seen.userInfo(), "family_name");
        return text(seen.userInfo(), "sub");
    }

    /** Plain OAuth 2: what is not in UserInfo does not exist. */
    static String chamilo(Seen seen) {
        for (String claim : List.of("given_name", "family_name", "email")) {
            text(seen.userInfo(), claim);
        }
        return text(seen.userInfo(), "sub");
    }

    /** Custom fields by exact, case-sensitive name, from UserInfo only. */
    static String talentLms(Seen seen) {
        return chamilo(seen);
    }

    static String docebo(Seen seen) {
        text(seen.idToken(), "email");
        return text(seen.idToken(), "sub");
    }

    /** Spring Security's client: the rest of the token is proven by the module's own tests. */
    static String sampleLms(Seen seen) {
        require(seen.idToken().has("nonce"), "no nonce");
        require(seen.idToken().get("sub").equals(seen.userInfo().get("sub")), "UserInfo of somebody else");
        text(seen.idToken(), "name");
        return text(seen.idToken(), "sub");
    }

    static Map<String, Platform> byPreset() {
        return Map.of(
                "moodle", Platforms::moodle,
                "moodle-auth-oidc", Platforms::moodleAuthOidc,
                "canvas", Platforms::canvas,
                "open-edx", Platforms::openEdx,
                "ilias", Platforms::ilias,
                "chamilo", Platforms::chamilo,
                "talentlms", Platforms::talentLms,
                "docebo", Platforms::docebo,
                "sample-lms", Platforms::sampleLms);
    }

    private static String text(JsonNode claims, String name) {
        JsonNode claim = claims.path(name);
        require(claim.isString() && !claim.asString().isEmpty(), "no " + name);
        return claim.asString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new SignInRefused(otherwise);
        }
    }

    /** The platform turns its visitor away. */
    static final class SignInRefused extends RuntimeException {
        private static final long serialVersionUID = 1;

        SignInRefused(String reason) {
            super(reason);
        }
    }
}
