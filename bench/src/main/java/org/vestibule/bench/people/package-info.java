/** Made-up people with an authenticator app: as an import file for the provider, and as the list the simulations sign in from. */
@NullMarked
package org.vestibule.bench.people;

import org.jspecify.annotations.NullMarked;
