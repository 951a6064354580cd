package org.vestibule.settings;

/** Other settings hold now; told in the transaction of the change, to whoever must compare them. */
public record SecuritySettingsSaved(SecuritySettings before, SecuritySettings after) {}
