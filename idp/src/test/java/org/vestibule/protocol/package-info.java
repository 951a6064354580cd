/** The whole provider, driven from outside over HTTP. */
@NullMarked
package org.vestibule.protocol;

import org.jspecify.annotations.NullMarked;
