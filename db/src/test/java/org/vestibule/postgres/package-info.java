/**
 * A real PostgreSQL for the demo and for tests, from binaries on the class path. It is test code of the schema, so that
 * no production jar carries it; the demo launcher and the tests of other modules use it as this module's test jar.
 */
@NullMarked
package org.vestibule.postgres;

import org.jspecify.annotations.NullMarked;
