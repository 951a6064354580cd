package org.vestibule.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.event.SecurityEvent;

/**
 * An administrator or the import changed for how long browsers are trusted.
 *
 * @param actorId null: the import
 * @param off whether nobody may trust a browser any more
 * @param detail {@code old → new} by field
 */
public record TrustedBrowserRulesChanged(@Nullable UUID actorId, boolean off, Map<String, Object> detail)
        implements SecurityEvent {

    public TrustedBrowserRulesChanged {
        detail = Map.copyOf(detail);
    }

    static TrustedBrowserRulesChanged between(
            TrustedBrowserRules before, TrustedBrowserRules after, @Nullable UUID actorId) {
        Map<String, Object> detail = new LinkedHashMap<>();
        note(detail, "trustedBrowserDays", before.days(), after.days());
        note(detail, "trustedBrowserGroups", before.groupLines(), after.groupLines());
        note(detail, "trustedBrowserEndsOvernight", before.endsOvernight(), after.endsOvernight());
        return new TrustedBrowserRulesChanged(actorId, after.days() == 0, detail);
    }

    private static void note(Map<String, Object> detail, String field, Object before, Object after) {
        if (!before.equals(after)) {
            detail.put(field, before + " → " + after);
        }
    }

    @Override
    public String event() {
        return "settings.trusted-browsers.changed";
    }
}
