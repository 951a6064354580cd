/**
 * What every page shares: layout, messages, error pages, the issuer, the browser's address. It knows no feature.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.vestibule.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
