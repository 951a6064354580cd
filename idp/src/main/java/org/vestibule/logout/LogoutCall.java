package org.vestibule.logout;

import java.net.URI;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.vestibule.client.LmsClient;
import org.vestibule.outbound.Outbound;
import org.vestibule.outbound.OutboundAnswer;
import org.vestibule.token.LogoutTokens;

/** Sends an LMS a logout token, unless it is being left alone. */
@Component
class LogoutCall {

    // what an LMS says besides its status is of no interest
    private static final int LONGEST_ANSWER = 1024 * 1024;

    private final LogoutTokens tokens;
    private final Outbound outbound;
    private final LmsBreaker breaker;

    LogoutCall(LogoutTokens tokens, Outbound outbound, LmsBreaker breaker) {
        this.tokens = tokens;
        this.outbound = outbound;
        this.breaker = breaker;
    }

    /** A pause counts as an attempt, so that an LMS that stays away is given up as soon as one that refuses. */
    OutboundAnswer make(LmsClient lms, LogoutMessage message) {
        String address = lms.metadata().backchannelLogoutUri();
        if (address == null) {
            return OutboundAnswer.refused();
        }
        if (!breaker.permits(lms.id())) {
            return OutboundAnswer.paused();
        }
        String token = tokens.make(lms, message.userId(), message.sessionId());
        OutboundAnswer answer = outbound.postForm(URI.create(address), Map.of("logout_token", token), LONGEST_ANSWER);
        breaker.record(lms.id(), answer);
        return answer;
    }
}
