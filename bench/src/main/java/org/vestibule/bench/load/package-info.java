/**
 * Gatling simulations. They know the provider by its issuer address, its sign-in pages by their forms, and the learning
 * platform's side by OpenID Connect; one failed request fails the run.
 */
@NullMarked
package org.vestibule.bench.load;

import org.jspecify.annotations.NullMarked;
