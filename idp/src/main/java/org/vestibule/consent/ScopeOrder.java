package org.vestibule.consent;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order in which pages name scopes. */
public final class ScopeOrder {

    private static final List<String> KNOWN =
            List.of("openid", "profile", "email", "phone", "address", "groups", "offline_access");

    private ScopeOrder() {}

    public static List<String> of(Collection<String> scopes) {
        return scopes.stream()
                .sorted(Comparator.comparingInt(ScopeOrder::place).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int place(String scope) {
        int place = KNOWN.indexOf(scope);
        return place < 0 ? KNOWN.size() : place;
    }
}
