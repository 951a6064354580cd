package org.vestibule.user;

/**
 * What a person shall be, if nobody was faster.
 *
 * @param version of the account that the values were made from
 */
public record UserVersion(User user, long version) {}
