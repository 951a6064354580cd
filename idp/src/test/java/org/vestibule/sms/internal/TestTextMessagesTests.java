package org.vestibule.sms.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.requirement.Requirement;
import org.vestibule.settings.TestSettings;
import org.vestibule.settings.TextMessages.Answer;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsDelivery;
import org.vestibule.sms.SmsDelivery.Outcome;
import org.vestibule.sms.SmsSender;
import org.vestibule.throttle.Attempts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class TestTextMessagesTests {

    private static final UUID ADMIN = UUID.randomUUID();
    private static final String NUMBER = "+12025550123";

    private final SmsSender sender = mock(SmsSender.class);
    private final Attempts attempts = mock(Attempts.class);
    private final TestTextMessages messages = new TestTextMessages(sender, mock(NumberRules.class), attempts);

    @BeforeEach
    void testsAreLeft() {
        given(attempts.take(anyString(), anyString(), anyInt(), any())).willReturn(Optional.empty());
    }

    /** SMS-15: every answer of the gateway has a sentence for the administrator. */
    @Requirement("SMS-15")
    @ParameterizedTest
    @EnumSource
    void sendTestWhenGatewayAnswersThenThereIsASentenceForIt(Outcome outcome) {
        given(sender.sendTest(TestSettings.twilio(), new PhoneNumber(NUMBER))).willReturn(new SmsDelivery(outcome, 0));
        Answer answer = messages.sendTest(TestSettings.twilio(), NUMBER, ADMIN);
        assertThat(answer.accepted()).isEqualTo(outcome == Outcome.ACCEPTED);
        assertThat(ResourceBundle.getBundle("messages").getString(answer.messageKey()))
                .isNotBlank();
    }

    @Test
    void sendTestWhenManyWereSentThenNothingIsSent() {
        given(attempts.take(eq("sms-test"), eq(ADMIN.toString()), anyInt(), any()))
                .willReturn(Optional.of(Duration.ofMinutes(5)));
        Answer answer = messages.sendTest(TestSettings.twilio(), NUMBER, ADMIN);
        assertThat(answer).isEqualTo(new Answer(false, "sms.test.too-many-tests"));
        verify(sender, never()).sendTest(any(), any());
    }
}
