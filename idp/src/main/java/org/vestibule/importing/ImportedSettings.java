package org.vestibule.importing;

import org.vestibule.importing.yaml.Section;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.TrustedBrowserRules;

/**
 * The settings of the file.
 *
 * @param section where they stand, for a problem found later
 * @param account where the Twilio account stands
 * @param keyMissing an export has no Service Key; that is wrong only where these settings count
 */
record ImportedSettings(
        Section section,
        Section account,
        SecuritySettings settings,
        TrustedBrowserRules trustedBrowsers,
        boolean keyMissing) {}
