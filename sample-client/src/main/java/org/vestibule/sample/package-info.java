/**
 * A small learning platform whose people sign in at Vestibule. It is an ordinary OpenID Connect client: all it knows of the
 * provider is the issuer address. {@code signin} owns everything between the two, {@code course} the pages a learner sees,
 * {@code web} what all pages share.
 */
@NullMarked
package org.vestibule.sample;

import org.jspecify.annotations.NullMarked;
