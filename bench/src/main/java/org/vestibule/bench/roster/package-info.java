/** A roster of many people by the pages of the provider: how long it takes, how much memory, and how fast they are found then. */
@NullMarked
package org.vestibule.bench.roster;

import org.jspecify.annotations.NullMarked;
