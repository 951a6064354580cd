/** A provider and a browser small enough to be read, for tests that drive the platform from outside. */
@NullMarked
package org.vestibule.sample.test;

import org.jspecify.annotations.NullMarked;
