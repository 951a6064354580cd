package org.vestibule.roster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.user.CanonicalName;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** The accounts that a part of a roster is about. */
@Repository
class RosterPeople {

    private final Users users;
    private final JdbcClient jdbc;

    RosterPeople(Users users, JdbcClient jdbc) {
        this.users = users;
        this.jdbc = jdbc;
    }

    /** The accounts of these names, by key. */
    Map<String, User> named(List<RosterEntry> entries) {
        List<CanonicalName> names = entries.stream()
                .flatMap(entry -> CanonicalName.of(entry.values().username()).stream())
                .toList();
        return users.byNames(names);
    }

    /** Versions of the accounts of these names, by key. Asked for before the accounts, so never newer than what is known of them. */
    Map<String, Long> versions(List<RosterEntry> entries) {
        String[] keys = entries.stream()
                .flatMap(entry -> CanonicalName.of(entry.values().username()).stream())
                .map(CanonicalName::key)
                .toArray(String[]::new);
        Map<String, Long> versions = new HashMap<>();
        jdbc.sql("select username_key, version from app_user where username_key = any(?)")
                .param(keys)
                .query(row -> {
                    versions.put(row.getString("username_key"), row.getLong("version"));
                });
        return versions;
    }

    /** Who has these addresses, confirmed or not, by key. */
    Map<String, Set<UUID>> owners(List<RosterEntry> entries) {
        String[] keys = entries.stream()
                .map(entry -> entry.values().email())
                .flatMap(email -> email == null ? Stream.empty() : CanonicalName.of(email).stream())
                .map(CanonicalName::key)
                .toArray(String[]::new);
        return jdbc
                .sql("select email_key, id from app_user where email_key = any(?)")
                .param(keys)
                .query((row, n) -> Map.entry(row.getString("email_key"), row.getObject("id", UUID.class)))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    /** Whether nobody changed the enabled account of somebody without a role since that version; it is the caller's now. */
    boolean take(UUID id, long version) {
        return jdbc.sql("""
                                update app_user u set version = version + 1
                                where id = ? and version = ? and enabled
                                  and not exists (select 1 from user_role r where r.user_id = u.id)
                                """).params(id, version).update() == 1;
    }

    static boolean isAnothers(Collection<UUID> owners, UUID own) {
        return owners.stream().anyMatch(owner -> !owner.equals(own));
    }
}
