/** Micro-benchmarks of password hashes. */
@NullMarked
package org.vestibule.user.hashing;

import org.jspecify.annotations.NullMarked;
