/** Sign-in at the provider: the filter chain, the discovery on first use, the checks of what comes back, the step-up for pages that
 * need a fresh second factor, refresh and both sign-outs. Other packages ask {@code StepUp} and never look at a token. */
@NullMarked
package org.vestibule.sample.signin;

import org.jspecify.annotations.NullMarked;
