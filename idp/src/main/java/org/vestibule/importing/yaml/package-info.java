/** Reads YAML so that everything that is wrong with it is told with its line. Knows nothing of what is imported. */
@NullMarked
package org.vestibule.importing.yaml;

import org.jspecify.annotations.NullMarked;
