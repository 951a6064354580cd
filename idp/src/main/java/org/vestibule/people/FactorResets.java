package org.vestibule.people;

import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.SetUpCodes;
import org.vestibule.throttle.StreakRule;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** Reset of a person's second factors: all of it or nothing (MFA-17, AVL-08). */
@Service
class FactorResets {

    private final Users users;
    private final Enrollments enrollments;
    private final SetUpCodes codes;
    private final PersonAccounts accounts;
    private final SetUpCodeMails mails;
    private final ApplicationEventPublisher events;

    FactorResets(
            Users users,
            Enrollments enrollments,
            SetUpCodes codes,
            PersonAccounts accounts,
            SetUpCodeMails mails,
            ApplicationEventPublisher events) {
        this.users = users;
        this.enrollments = enrollments;
        this.codes = codes;
        this.accounts = accounts;
        this.mails = mails;
        this.events = events;
    }

    /**
     * Takes factors, recovery codes, sessions and tokens away and leaves a set-up code.
     *
     * @param administrator somebody else than the person
     * @return the code, for the administrator to read out; empty where it was mailed to the person
     * @throws org.springframework.security.access.AccessDeniedException where the person is not of a lower rank
     * @throws org.vestibule.user.HashQueueFullException when no turn came in time
     */
    @Transactional
    Optional<String> reset(User person, String reason, UUID administrator) {
        String code = codes.issue(person.id());
        accounts.demandRank(administrator, person.id());
        enrollments.removeAll(person.id());
        users.preferMethod(person.id(), null);
        // whoever guessed at the former factors must not keep the owner from giving the code
        accounts.resume(person.id(), StreakRule.SECOND_FACTOR);
        boolean mailed = mails.send(person, code);
        events.publishEvent(new FactorsReset(person.id(), administrator, reason, mailed));
        return mailed ? Optional.empty() : Optional.of(code);
    }
}
