package org.vestibule.enrollment.spi;

import java.util.Optional;
import java.util.UUID;

/** What tells a factor from others of its method without giving it away, as its module shows it: a phone's masked number. */
public interface FactorHint {

    /** Empty for what belongs to another module. */
    Optional<String> of(UUID enrollmentId);
}
