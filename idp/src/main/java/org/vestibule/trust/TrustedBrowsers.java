package org.vestibule.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionCookies;
import org.vestibule.session.Visitor;
import org.vestibule.settings.TrustedBrowserRules;
import org.vestibule.settings.TrustedBrowserRulesStore;
import org.vestibule.user.User;
import org.vestibule.web.ClientAddress;

/**
 * Makes, uses and removes trusts. A trust replaces nothing but the question at a plain sign-in after the right password; what
 * a session that used one has proven is the password (MFA-12).
 */
@Component
public class TrustedBrowsers {

    /** Two tabs that sign in at once: the second one's value is not a thief's yet. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final TrustStore store;
    private final TrustedBrowserRulesStore rules;
    private final SessionCookies cookies;
    private final ClientAddress addresses;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    TrustedBrowsers(
            TrustStore store,
            TrustedBrowserRulesStore rules,
            SessionCookies cookies,
            ClientAddress addresses,
            Clock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.rules = rules;
        this.cookies = cookies;
        this.addresses = addresses;
        this.clock = clock;
        this.events = events;
    }

    /** For how many days this person may trust this browser from now on, 0: not at all. Never one that others use. */
    public int offered(IdpUser user) {
        return user.session().trusted() || user.session().shared()
                ? 0
                : rules.current().daysFor(user.user());
    }

    /** After a second factor was given, in the caller's transaction. Takes the place of what this browser was trusted for. */
    @Transactional
    public void trust(IdpUser user, HttpServletRequest request, HttpServletResponse response) {
        if (offered(user) == 0) {
            return;
        }
        // as the database keeps it: rounded there, the trust could outlast its days
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        cookies.trust(request)
                .flatMap(value -> store.deleteHeld(TrustCookie.of(value)))
                .ifPresent(owner -> events.publishEvent(TrustedBrowserEvent.removed(owner, user.id(), "replaced")));
        TrustCookie cookie = new TrustCookie(cookies.newValue(), cookies.newValue());
        store.insert(user.id(), cookie, Visitor.of(request, addresses), now);
        cookies.writeTrust(
                response, cookie.value(), Duration.between(now, rules.current().endOf(now, user.user())));
        events.publishEvent(new TrustedBrowserEvent(
                "added", user.id(), user.id(), user.session().id(), Map.of()));
    }

    /**
     * Whether this browser is trusted by the person whose password was right; its cookie changes then. In the caller's
     * transaction, which holds the person's lock. No cookie counts on a shared computer.
     *
     * @return the trust
     */
    @Transactional
    public Optional<UUID> use(User user, String value, Visitor visitor, HttpServletResponse response) {
        if (visitor.shared()) {
            return Optional.empty();
        }
        TrustCookie cookie = TrustCookie.of(value);
        Optional<TrustStore.Row> found = store.lock(user.id(), cookie.selector());
        return found.flatMap(row -> use(user, row, cookie, response));
    }

    private Optional<UUID> use(User user, TrustStore.Row row, TrustCookie cookie, HttpServletResponse response) {
        Instant now = clock.instant();
        Instant end = rules.current().endOf(row.createdAt(), user);
        if (!end.isAfter(now)) {
            store.delete(user.id(), row.id());
            events.publishEvent(TrustedBrowserEvent.removed(user.id(), user.id(), "expired"));
            return Optional.empty();
        }
        if (cookie.matches(row.secret())) {
            TrustCookie next = new TrustCookie(cookie.selector(), cookies.newValue());
            store.rotate(row.id(), next.hash(), now);
            cookies.writeTrust(response, next.value(), Duration.between(now, end));
            return Optional.of(row.id());
        }
        if (!cookie.matches(row.former()) || row.rotatedAt().plus(GRACE).isBefore(now)) {
            store.delete(user.id(), row.id());
            events.publishEvent(new TrustedBrowserEvent("replayed", user.id(), user.id(), null, Map.of()));
        }
        return Optional.empty();
    }

    /** Ends the trust that this browser's cookie stands for, whosever it is. */
    @Transactional
    public void forget(HttpServletRequest request, @Nullable UUID actorId) {
        cookies.trust(request)
                .flatMap(value -> store.deleteHeld(TrustCookie.of(value)))
                .ifPresent(
                        owner -> events.publishEvent(TrustedBrowserEvent.removed(owner, actorId, "shared-computer")));
    }

    /** Notes that a session began by a trust, in the caller's transaction. */
    @Transactional
    public void used(User user, UUID sessionId) {
        events.publishEvent(new TrustedBrowserEvent("used", user.id(), user.id(), sessionId, Map.of()));
    }

    /** The last used first; without those that are over. */
    @Transactional(readOnly = true)
    public List<TrustedBrowser> of(User user) {
        TrustedBrowserRules current = rules.current();
        Instant now = clock.instant();
        return store.of(user.id()).stream()
                .map(row -> new TrustedBrowser(
                        row.id(),
                        row.createdAt(),
                        row.lastUsedAt(),
                        current.endOf(row.createdAt(), user),
                        row.ip() == null ? null : ClientAddress.network(row.ip()),
                        row.browser()))
                .filter(browser -> browser.until().isAfter(now))
                .toList();
    }

    /** @return false where the person has none like that, which looks the same as another person's (WEB-12) */
    @Transactional
    public boolean remove(UUID userId, UUID id, UUID actorId) {
        boolean removed = store.delete(userId, id);
        if (removed) {
            events.publishEvent(TrustedBrowserEvent.removed(userId, actorId, "by-hand"));
        }
        return removed;
    }

    /** Ends every trust of a person, in the caller's transaction. */
    @Transactional
    public void removeAll(UUID userId, @Nullable UUID actorId, String reason) {
        if (store.deleteAll(userId) > 0) {
            events.publishEvent(TrustedBrowserEvent.removed(userId, actorId, reason));
        }
    }

    /** Ends every trust there is, in the caller's transaction. */
    @Transactional
    public void removeEverybodys(@Nullable UUID actorId) {
        store.deleteEverybodys()
                .forEach(owner -> events.publishEvent(TrustedBrowserEvent.removed(owner, actorId, "switched-off")));
    }
}
