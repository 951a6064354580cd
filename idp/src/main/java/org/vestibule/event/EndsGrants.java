package org.vestibule.event;

/**
 * An event after which tokens that outlive sessions must not be good any more: a new password, a factor added or removed, an
 * account disabled.
 */
public interface EndsGrants extends SecurityEvent {}
