package org.vestibule.enrollment.spi;

import java.util.List;

/**
 * What the second-factor page and the chooser say about a method.
 *
 * @param hintKey message key of the hint above the field
 * @param hintArguments its arguments: masked number, time
 * @param helpKey message key of the line of help in the chooser
 * @param helpArguments its arguments
 * @param sends whether choosing it sends a code, so that it needs a POST
 * @param waitSeconds seconds until a new code may be asked for, 0: now
 */
public record FactorPrompt(
        String hintKey,
        List<Object> hintArguments,
        String helpKey,
        List<Object> helpArguments,
        boolean sends,
        long waitSeconds) {}
