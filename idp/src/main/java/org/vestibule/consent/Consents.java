package org.vestibule.consent;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.client.LmsClient;
import org.vestibule.grant.ConsentEnd;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SignInSession;
import org.vestibule.signin.ReturnTo;

/** Who allowed which application what. */
@Component
public class Consents {

    /** Marks the way back from the consent page; what it is worth is decided by the stored answer. */
    public static final String MARK = "vestibule_consent";

    /** The browser goes from the answer straight back to the request. */
    private static final Duration ANSWER_LIFE = Duration.ofMinutes(10);

    private final ConsentStore store;
    private final ConsentEnd grants;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Consents(ConsentStore store, ConsentEnd grants, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.grants = grants;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whether an authorization request may be answered with a code. An answer that came with it is spent by this.
     *
     * @param anew whether the person is asked even for what was allowed before ({@code prompt=consent})
     * @param address of the request, as it came
     */
    @Transactional
    public ConsentState state(
            SignInSession session, LmsClient client, Set<String> scopes, boolean anew, String address) {
        Optional<Boolean> answer = address.contains('&' + MARK + '=')
                ? store.spendAnswer(address, session.id(), clock.instant())
                : Optional.empty();
        if (answer.isPresent() && !answer.get()) {
            return ConsentState.REFUSED;
        }
        if (anew && answer.isEmpty()) {
            return ConsentState.MISSING;
        }
        return store.scopes(session.userId(), client.id())
                        .filter(given -> given.containsAll(scopes))
                        .isPresent()
                ? ConsentState.GIVEN
                : ConsentState.MISSING;
    }

    /** What the person allowed, by application. */
    @Transactional(readOnly = true)
    public List<AllowedApplication> of(UUID userId) {
        return store.of(userId);
    }

    /**
     * Takes the person's answer on the consent page.
     *
     * @return the address that the browser goes back to, where it counts once
     */
    @Transactional
    String answer(IdpUser user, LmsClient client, ReturnTo request, boolean allowed) {
        String address = request.url() + '&' + MARK + '=' + request.id();
        Collection<String> scopes = request.scopes();
        if (store.insertAnswer(
                address, user.session().id(), allowed, clock.instant().plus(ANSWER_LIFE))) {
            if (allowed) {
                store.allow(user.id(), client.id(), scopes, clock.instant());
            }
            events.publishEvent(new ConsentAnswered(
                    user.id(), client.clientId(), user.session().id(), String.join(" ", scopes), allowed));
        }
        return address;
    }

    /** Notes what the person allowed an application on another page than the consent page. */
    @Transactional
    public void allow(IdpUser user, LmsClient client, Collection<String> scopes) {
        store.allow(user.id(), client.id(), scopes, clock.instant());
    }

    /**
     * Takes back what was allowed to an application, and ends what it got by it (contract, section 4).
     *
     * @return false when the person has allowed it nothing
     */
    @Transactional
    boolean withdraw(IdpUser user, LmsClient client) {
        if (!store.withdraw(user.id(), client.id())) {
            return false;
        }
        grants.end(user.id(), client.id());
        events.publishEvent(new ConsentWithdrawn(
                user.id(), client.clientId(), user.session().id()));
        return true;
    }
}
