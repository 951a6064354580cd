/**
 * Password hashes: argon2id by the native library or by Bouncy Castle, both with the same strings, and the older formats
 * that an import may bring. Nothing here is bounded; {@code PasswordHasher} is the way in.
 */
@NullMarked
package org.vestibule.user.hashing;

import org.jspecify.annotations.NullMarked;
