/**
 * The demo: started by Maven in its own JVM, it owns a PostgreSQL and the packaged jars as child processes. The database
 * is started first and stopped last; the children end with their standard input, so that none outlives the launcher.
 */
@NullMarked
package org.vestibule.demo;

import org.jspecify.annotations.NullMarked;
