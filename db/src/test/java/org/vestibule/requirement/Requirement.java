package org.vestibule.requirement;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a test, or all tests of a class, prove a requirement of the security catalogue. From these annotations, read
 * in the sources of all modules, comes {@code docs/security/requirements.md}.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Requirement {

    /** Ids as in the catalogue, for example {@code TOTP-06}. */
    String[] value();
}
