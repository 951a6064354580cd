package org.vestibule.people;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.vestibule.TestPeople;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.SetUpCodes;
import org.vestibule.requirement.Requirement;
import org.vestibule.user.User;
import org.vestibule.user.Users;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class FactorResetsTests {

    private static final UUID HELPER = UUID.randomUUID();

    private final Enrollments enrollments = mock();
    private final PersonAccounts accounts = mock();
    private final SetUpCodeMails mails = mock();
    private final ApplicationEventPublisher events = mock();
    private final FactorResets resets =
            new FactorResets(mock(Users.class), enrollments, mock(SetUpCodes.class), accounts, mails, events);

    /** MFA-17, MFA-07: a role that came after the page was opened counts; the exception takes the new code back too. */
    @Requirement({"MFA-07", "MFA-17"})
    @Test
    void resetWhenThePersonHasARoleMeanwhileThenNothingIsTaken() {
        User person = TestPeople.person("learner");
        Mockito.doThrow(new AccessDeniedException("not of a higher rank"))
                .when(accounts)
                .demandRank(HELPER, person.id());

        assertThatThrownBy(() -> resets.reset(person, "lost", HELPER)).isInstanceOf(AccessDeniedException.class);

        verify(enrollments, never()).removeAll(any());
        verify(mails, never()).send(any(), any());
        verify(events, never()).publishEvent(any(Object.class));
    }
}
