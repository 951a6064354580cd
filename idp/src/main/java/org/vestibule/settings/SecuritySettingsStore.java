package org.vestibule.settings;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.user.SecondFactorForAll;

/**
 * Reads and writes the one row of security settings. Nothing is cached: a change is in force at the next request on every
 * node.
 */
@Component
public class SecuritySettingsStore implements SecondFactorForAll {

    private static final Logger log = LoggerFactory.getLogger(SecuritySettingsStore.class);

    private final SecuritySettingsRow row;
    private final ApplicationEventPublisher events;

    SecuritySettingsStore(SecuritySettingsRow row, ApplicationEventPublisher events) {
        this.row = row;
        this.events = events;
    }

    /**
     * What holds now. Where nothing was ever saved, and where the row cannot be read (its key is gone, its values are
     * unknown), these are the strict defaults, under which whoever has a second factor is asked for it (WEB-13), and whoever
     * must use one still must (MFA-08).
     */
    public SecuritySettings current() {
        return row.read().map(SecuritySettingsStore::readable).orElseGet(SecuritySettings::initial);
    }

    /** Whether these are the administrator's own choices; else nothing may be made of what they seem to turn off (MFA-08). */
    public boolean readable() {
        return row.read().map(stored -> stored.failure() == null).orElse(true);
    }

    /** While a grace period is given, newcomers sign in by their password alone. */
    @Override
    public boolean secondFactorForAll(Instant now) {
        SecuritySettings settings = current();
        FactorRequirement rule = settings.requirement();
        return readable()
                && settings.twoFactorEnabled()
                && rule.who() == FactorRequirement.Who.EVERYBODY
                && rule.graceDays() == 0
                && !now.isBefore(rule.start());
    }

    /** Who saved last; empty where nobody did, it was the import, or the account is gone. */
    public Optional<UUID> lastSavedBy() {
        return row.lastSavedBy();
    }

    /**
     * Saves unless somebody else did meanwhile.
     *
     * @param settings with the version that was read before the change
     * @return whether it was saved
     */
    @Transactional
    public boolean save(SecuritySettings settings, UUID administrator) {
        return write(settings, administrator);
    }

    /**
     * Saves where nothing was ever saved, for the import file.
     *
     * @return whether it was saved
     */
    @Transactional
    public boolean saveFirst(SecuritySettings settings) {
        return write(settings.withVersion(0), null);
    }

    private boolean write(SecuritySettings settings, @Nullable UUID administrator) {
        SecuritySettings before = current();
        boolean written = before.version() == settings.version()
                && (settings.version() == 0
                        ? row.insert(settings, administrator)
                        : row.update(settings, administrator));
        if (written) {
            events.publishEvent(SecuritySettingsChanged.between(before, settings, administrator));
            events.publishEvent(new SecuritySettingsSaved(before, settings));
        }
        return written;
    }

    private static SecuritySettings readable(SecuritySettingsRow.Stored stored) {
        if (stored.failure() != null) {
            log.atError()
                    .addKeyValue("version", stored.version())
                    .addKeyValue("reason", stored.failure().getMessage())
                    .log("security settings cannot be read, strict defaults hold: save them again");
        }
        return stored.settings();
    }
}
