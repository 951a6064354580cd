package org.vestibule.signin;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.session.BrowserName;
import org.vestibule.session.FactorMethod;
import org.vestibule.user.User;

/** Publishes what happens at sign-in. A wrong user name is never written down: it may be a password (WEB-16). */
@Component
public class SignInEvents {

    private final ApplicationEventPublisher events;

    SignInEvents(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Transactional
    public void passwordAccepted(UUID userId, UUID sessionId) {
        publish("signin.password.accepted", true, userId, sessionId, Map.of());
    }

    @Transactional
    public void passwordRejected(@Nullable User user) {
        publish("signin.password.rejected", false, user == null ? null : user.id(), null, Map.of());
    }

    @Transactional
    public void disabled(User user) {
        publish("signin.disabled", false, user.id(), null, Map.of());
    }

    @Transactional
    public void throttled(@Nullable User user, String what) {
        publish("signin.throttled", false, user == null ? null : user.id(), null, Map.of("what", what));
    }

    /** In the caller's transaction. */
    @Transactional
    public void factorAccepted(UUID userId, UUID sessionId, FactorMethod method) {
        publish("signin.factor.accepted", true, userId, sessionId, Map.of("method", method.id()));
    }

    /** In the caller's transaction. */
    @Transactional
    public void givenCodeAccepted(UUID userId, UUID sessionId, FactorMethod method) {
        publish("signin." + method.id() + ".accepted", true, userId, sessionId, Map.of());
    }

    /** In the caller's transaction. */
    @Transactional
    public void factorRejected(UUID userId, UUID sessionId, FactorMethod method, String reason) {
        publish("signin.factor.rejected", false, userId, sessionId, Map.of("method", method.id(), "reason", reason));
    }

    /** In the caller's transaction: a sign-in was completed in a browser that this person never used. */
    @Transactional
    public void newBrowser(UUID userId, UUID sessionId, BrowserName name) {
        Map<String, Object> detail = new HashMap<>();
        if (name.browser() != null) {
            detail.put("browser", name.browser());
        }
        if (name.platform() != null) {
            detail.put("platform", name.platform());
        }
        publish("signin.new-browser", true, userId, sessionId, detail);
    }

    private void publish(
            String event,
            boolean success,
            @Nullable UUID userId,
            @Nullable UUID sessionId,
            Map<String, Object> detail) {
        events.publishEvent(new SignInEvent(event, success, userId, sessionId, detail));
    }
}
