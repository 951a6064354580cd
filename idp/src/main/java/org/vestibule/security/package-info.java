/**
 * The filter chains and authorization rules: the only place where modules are wired together. It may use everything;
 * nobody depends on it.
 */
@NullMarked
package org.vestibule.security;

import org.jspecify.annotations.NullMarked;
