/** What a learner comes for: the start page, the courses and the grades. */
@NullMarked
package org.vestibule.sample.course;

import org.jspecify.annotations.NullMarked;
