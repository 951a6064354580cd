package org.vestibule.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;

/** A person's own apps and phones, one by one: which is meant, and what it is called. */
@Component
class OwnFactors {

    private final Enrollments enrollments;
    private final MessageSource messages;

    OwnFactors(Enrollments enrollments, MessageSource messages) {
        this.enrollments = enrollments;
        this.messages = messages;
    }

    /** The app first. */
    List<Enrollment> all(IdpUser user) {
        return enrollments.active(user.id());
    }

    /**
     * The one that a page is about.
     *
     * @param id which one; null or empty where the person has only one of the method
     */
    Optional<Enrollment> find(IdpUser user, FactorMethod method, @Nullable String id) {
        List<Enrollment> all = enrollments.all(user.id(), method);
        if (id == null || id.isEmpty()) {
            return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
        }
        return all.stream().filter(one -> one.id().toString().equals(id)).findFirst();
    }

    /** Whether the person has another one of the same method. */
    boolean another(IdpUser user, Enrollment one) {
        return enrollments.all(user.id(), one.method()).size() > 1;
    }

    /** What its owner calls it, else what the method calls it, with a number from the second on. */
    String name(Enrollment one, Locale locale) {
        if (one.label() != null) {
            return one.label();
        }
        String usual = messages.getMessage("account.factor." + one.method().id(), null, locale);
        return one.number() == 1 ? usual : usual + ' ' + one.number();
    }
}
