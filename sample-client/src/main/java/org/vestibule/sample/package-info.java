/**
 * A small learning platform that lets people sign in at Vestibule. It is an ordinary OAuth2 client: all it knows of the provider is
 * its issuer address.
 */
@NullMarked
package org.vestibule.sample;

import org.jspecify.annotations.NullMarked;
