@NullMarked
package org.vestibule.sample.web;

import org.jspecify.annotations.NullMarked;
