package org.vestibule.sms.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.MovingClock;
import org.vestibule.RealDatabase;
import org.vestibule.TestPeople;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.sms.PhoneNumber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

/** SMS-02: what the codes of text messages look like. */
@Requirement("SMS-02")
@DataJdbcTest
@RealDatabase
@Import(SmsTestConfiguration.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class SmsCodeValuesTests {

    private static final PhoneNumber NUMBER = new PhoneNumber("+12025550167");
    private static final int MESSAGES = 200;

    @Autowired
    private SmsCodes codes;

    @Autowired
    private RecordingSender sender;

    @Autowired
    private MovingClock clock;

    @Autowired
    private JdbcClient jdbc;

    @MockitoBean
    private SecuritySettingsStore settings;

    @BeforeEach
    void messagesAreOn() {
        sender.reset();
        when(settings.current()).thenReturn(SmsTestConfiguration.settings(null));
    }

    /** With 200 codes each first digit is missing once in a billion runs; a new value each time, leading zeros kept. */
    @Requirement("SMS-02")
    @Test
    void sendWhenOftenThenSixDigitsOfEveryKindAndNewEachTime() {
        List<String> sent = new ArrayList<>();
        for (int message = 0; message < MESSAGES; message++) {
            // the limits have tests of their own
            jdbc.sql("delete from attempt_counter").update();
            jdbc.sql("delete from sms_send").update();
            UUID person = TestPeople.insert(jdbc);
            UUID session =
                    TestPeople.session(jdbc, person, null, clock.instant()).id();
            assertThat(codes.send(new CodeRequest(person, session, CodePurpose.SIGN_IN, NUMBER, "192.0.2.1")))
                    .isEqualTo(CodeSending.SENT);
            sent.add(sender.last().code());
        }
        assertThat(sent).allMatch(code -> code.matches("[0-9]{6}"));
        assertThat(sent.stream().map(code -> code.charAt(0)).collect(Collectors.toSet()))
                .hasSize(10);
        assertThat(new HashSet<>(sent)).hasSizeGreaterThan(MESSAGES - 5);
    }
}
