package org.vestibule.account;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.enrollment.Enrollment;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.FactorLabel;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSessions;
import org.vestibule.signin.SignInPolicy;
import org.vestibule.user.Users;

/** What people change about their second factors on the overview; each change is one transaction. */
@Component
class FactorChange {

    private final Enrollments enrollments;
    private final SignInSessions sessions;
    private final Users users;
    private final SignInPolicy policy;
    private final ApplicationEventPublisher events;

    FactorChange(
            Enrollments enrollments,
            SignInSessions sessions,
            Users users,
            SignInPolicy policy,
            ApplicationEventPublisher events) {
        this.policy = policy;
        this.enrollments = enrollments;
        this.sessions = sessions;
        this.users = users;
        this.events = events;
    }

    /**
     * Chooses which method is asked first.
     *
     * @return false when the person has no such method
     */
    @Transactional
    boolean prefer(IdpUser user, String methodId) {
        if (!FactorCards.inOrder(user.enrolled()).contains(methodId)) {
            return false;
        }
        users.preferMethod(user.id(), methodId);
        events.publishEvent(new PreferredMethodChanged(user.id(), user.session().id(), methodId));
        return true;
    }

    /**
     * Takes a factor away, and with it every other session of the person (TOTP-15). Without any factor left, this session
     * no longer says that it has proven one; nor where it was this one that it has proven.
     *
     * @return false when the person did not have it any more, or it is the last one of somebody who must use one
     */
    @Transactional
    boolean remove(IdpUser user, Enrollment factor) {
        // two tabs that remove one each come here one after the other
        sessions.lockPerson(user.id());
        boolean last =
                enrollments.active(user.id()).stream().allMatch(one -> one.id().equals(factor.id()));
        if (last && policy.mustUse(user.user())) {
            return false;
        }
        if (!enrollments.remove(user.id(), factor.id(), user.session().id())) {
            return false;
        }
        sessions.endOthers(user.id(), user.session().id(), "factor-removed");
        boolean lastOfItsMethod = enrollments.all(user.id(), factor.method()).isEmpty();
        if (lastOfItsMethod && factor.method().id().equals(user.user().preferredMethod())) {
            users.preferMethod(user.id(), null);
        }
        if (enrollments.active(user.id()).isEmpty()) {
            sessions.forgetFactor(user.session().id());
        }
        return true;
    }

    /** @return false when the person did not have it any more */
    boolean rename(IdpUser user, Enrollment factor, FactorLabel label) {
        return enrollments.rename(user.id(), factor.id(), label, user.session().id());
    }
}
