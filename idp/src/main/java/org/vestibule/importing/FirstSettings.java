package org.vestibule.importing;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.mail.Mails;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TrustedBrowserRules;
import org.vestibule.settings.TrustedBrowserRulesStore;

/** The file's settings count only where none were ever saved. */
@Component
class FirstSettings {

    private final SecuritySettingsStore settings;
    private final TrustedBrowserRulesStore trustedBrowsers;
    private final Mails mails;

    FirstSettings(SecuritySettingsStore settings, TrustedBrowserRulesStore trustedBrowsers, Mails mails) {
        this.mails = mails;
        this.settings = settings;
        this.trustedBrowsers = trustedBrowsers;
    }

    /** Those that count; notes what is wrong with them only then. */
    @Nullable
    ImportedSettings counting(@Nullable ImportedSettings imported) {
        if (imported == null || settings.current().version() > 0) {
            return null;
        }
        if (imported.keyMissing()) {
            imported.account().problem("serviceKey", "is missing");
        }
        if (imported.settings().emailService() && !mails.available()) {
            imported.section().problem("emailService", "is on, and mail is not set up on this server");
        }
        return imported;
    }

    boolean save(@Nullable ImportedSettings imported) {
        if (imported == null || !settings.saveFirst(imported.settings())) {
            return false;
        }
        // rules that were saved on their page stay
        if (!imported.trustedBrowsers().equals(TrustedBrowserRules.off())) {
            trustedBrowsers.save(imported.trustedBrowsers(), null);
        }
        return true;
    }
}
