@NullMarked
package org.vestibule.sample.course;

import org.jspecify.annotations.NullMarked;
