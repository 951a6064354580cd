/** Which requirement of the security catalogue a test proves. */
@NullMarked
package org.vestibule.requirement;

import org.jspecify.annotations.NullMarked;
