@NullMarked
package org.vestibule.sample.signin;

import org.jspecify.annotations.NullMarked;
