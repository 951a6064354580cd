package org.vestibule.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.vestibule.client.ClientMetadata;
import org.vestibule.client.Preset;
import org.vestibule.grant.Grant;
import org.vestibule.user.User;

/** The claims of a person by scope (OpenID Connect Core section 5.4); flat names. A factor's number is never one. */
final class PersonClaims {

    private static final List<String> PROFILE =
            List.of("middle_name", "nickname", "profile", "picture", "website", "gender", "birthdate", "zoneinfo");

    private PersonClaims() {}

    /** The same for one client, with what its platform needs beyond the standard. */
    static Map<String, Object> of(User user, Set<String> scopes, ClientMetadata client) {
        Map<String, Object> claims = of(user, scopes);
        if (scopes.contains("profile")
                && client.preset() != null
                && Preset.of(client.preset()).filter(Preset::needsUpn).isPresent()) {
            claims.put("upn", user.username());
        }
        return claims;
    }

    /**
     * Claims asked for one by one. Of a scope that the client may not have, none; where the person was asked, of those that
     * were granted only, because the page named no others.
     */
    static Map<String, Object> named(
            User user, Set<String> names, Set<String> granted, Grant grant, ClientMetadata client) {
        if (names.isEmpty()) {
            return Map.of();
        }
        boolean asked = client.consent() || grant.consentAsked();
        Map<String, Object> claims = of(user, asked ? granted : Set.copyOf(client.scopes()), client);
        claims.keySet().retainAll(names);
        return claims;
    }

    static Map<String, Object> of(User user, Set<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        if (scopes.contains("profile")) {
            profile(user, claims);
        }
        if (scopes.contains("email") && user.email() != null) {
            claims.put("email", user.email());
            claims.put("email_verified", user.emailVerified());
        }
        if (scopes.contains("address")) {
            copy(user, List.of("address"), claims);
        }
        if (scopes.contains("phone")) {
            copy(user, List.of("phone_number", "phone_number_verified"), claims);
        }
        if (scopes.contains("groups")) {
            claims.put("groups", user.groups());
            claims.put("roles", user.roles().stream().map(Enum::name).sorted().toList());
        }
        return claims;
    }

    private static void profile(User user, Map<String, Object> claims) {
        claims.put("name", user.displayName());
        claims.put("preferred_username", user.username());
        if (user.givenName() != null) {
            claims.put("given_name", user.givenName());
        }
        if (user.familyName() != null) {
            claims.put("family_name", user.familyName());
        }
        if (user.locale() != null) {
            claims.put("locale", user.locale());
        }
        copy(user, PROFILE, claims);
        if (user.updatedAt() != null) {
            claims.put("updated_at", user.updatedAt().getEpochSecond());
        }
    }

    private static void copy(User user, List<String> names, Map<String, Object> claims) {
        names.forEach(name -> {
            if (user.claims().get(name) != null) {
                claims.put(name, user.claims().get(name));
            }
        });
    }
}
