/** The identity provider: the application class only; every feature is a module in a package of its own. */
@NullMarked
package org.vestibule;

import org.jspecify.annotations.NullMarked;
