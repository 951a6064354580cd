package org.vestibule.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.requirement.Requirement;
import org.vestibule.user.PasswordChanged;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@RealDatabase
class AccountChangeListenerTests {

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcClient jdbc;

    /** PWD-09: ends all other sessions, and nobody else's. */
    @Requirement("PWD-09")
    @Test
    void endOthersWhenPasswordChangedThenOnlyThePresentSessionGoesOn() {
        UUID user = TestPeople.insert(jdbc);
        SignInSession present = TestPeople.session(jdbc, user, null, Instant.now());
        TestPeople.session(jdbc, user, FactorMethod.TOTP, Instant.now());
        UUID somebodyElse = TestPeople.insert(jdbc);
        SignInSession untouched = TestPeople.session(jdbc, somebodyElse, null, Instant.now());
        events.publishEvent(new PasswordChanged(user, present.id()));
        assertThat(running(user)).containsExactly(present.id());
        assertThat(running(somebodyElse)).containsExactly(untouched.id());
    }

    private List<UUID> running(UUID user) {
        return jdbc.sql("select id from login_session where user_id = ? and ended_at is null")
                .param(user)
                .query(UUID.class)
                .list();
    }
}
