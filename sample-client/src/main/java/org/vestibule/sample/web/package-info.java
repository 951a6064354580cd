/** What every page shares: name and person in the frame, error pages, health, and the end of the process. */
@NullMarked
package org.vestibule.sample.web;

import org.jspecify.annotations.NullMarked;
