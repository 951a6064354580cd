package org.vestibule.totp.internal;

/**
 * A key whose row nobody else can change now.
 *
 * @param lastStep up to which every step is used
 */
record LockedKey(TotpKey key, long lastStep) {}
