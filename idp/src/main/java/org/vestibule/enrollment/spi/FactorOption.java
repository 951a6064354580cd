package org.vestibule.enrollment.spi;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One line of the chooser: a method, or one of several phones.
 *
 * @param enrollmentId which of the person's, null where that makes no difference
 */
public record FactorOption(@Nullable UUID enrollmentId, FactorPrompt prompt) {}
