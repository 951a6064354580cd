/** Micro-benchmarks of 6-digit codes. */
@NullMarked
package org.vestibule.totp.internal;

import org.jspecify.annotations.NullMarked;
