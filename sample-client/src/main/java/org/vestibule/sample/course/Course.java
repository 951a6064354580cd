package org.vestibule.sample.course;

import java.util.List;

/**
 * One course of the sample; its texts are messages under {@code course.ID}.
 *
 * @param id part of message keys and of the picture's name
 * @param progress how far the learner is, in percent
 * @param grade the grade so far, in percent
 */
public record Course(String id, int progress, int grade) {

    /** All there are: this platform exists to be signed in to. */
    static final List<Course> ALL =
            List.of(new Course("sea", 70, 91), new Course("theatre", 45, 84), new Course("matrices", 20, 78));

    /** Cache-busting needs the address of the picture in one piece. */
    public String picture() {
        return "/img/course-" + id + ".svg";
    }
}
