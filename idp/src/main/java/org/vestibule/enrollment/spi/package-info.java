/** What a method of second factor implements. */
@NamedInterface("spi")
@NullMarked
package org.vestibule.enrollment.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
