/** Keeps the table of the security catalogue and its proofs true. */
@NullMarked
package org.vestibule.requirement;

import org.jspecify.annotations.NullMarked;
