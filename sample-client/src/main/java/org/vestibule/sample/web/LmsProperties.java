package org.vestibule.sample.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may differ between two learning platforms started from the same jar.
 *
 * @param name the name in the title and the header
 * @param theme the colour of the header picture, so that two platforms side by side are told apart
 * @param exitWithStdin ends the process in good order when standard input closes; for a launcher that owns it
 */
@ConfigurationProperties("lms")
public record LmsProperties(
        @DefaultValue("Sample LMS") String name,
        @DefaultValue("BLUE") Theme theme,
        @DefaultValue("false") boolean exitWithStdin) {

    /** The colours there are; their names in lower case are class names of the stylesheet. */
    public enum Theme {
        BLUE,
        GREEN
    }
}
