/**
 * The command line of the benchmarks: people for a provider to try, load on a running provider, and micro-benchmarks. These
 * last stand in the packages of what they call, as its types are package-private.
 */
@NullMarked
package org.vestibule.bench;

import org.jspecify.annotations.NullMarked;
