/** How the module does it; other modules use only what lies in its root. */
@NullMarked
package org.vestibule.recovery.internal;

import org.jspecify.annotations.NullMarked;
