/** Micro-benchmarks of sealing and of signed forms. */
@NullMarked
package org.vestibule.secrets;

import org.jspecify.annotations.NullMarked;
