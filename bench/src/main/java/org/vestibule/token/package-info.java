/** Micro-benchmarks of signing. */
@NullMarked
package org.vestibule.token;

import org.jspecify.annotations.NullMarked;
