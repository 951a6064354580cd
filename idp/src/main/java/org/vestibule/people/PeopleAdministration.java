package org.vestibule.people;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.vestibule.maillink.Activations;
import org.vestibule.session.SignInSessions;
import org.vestibule.throttle.StreakRule;
import org.vestibule.user.Administrators;
import org.vestibule.user.NewUser;
import org.vestibule.user.PersonChanged;
import org.vestibule.user.Role;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/** What administrators and the help desk do to accounts. Each is one transaction with its audit row. */
@Service
class PeopleAdministration {

    private final Users users;
    private final Administrators administrators;
    private final PersonAccounts accounts;
    private final SignInSessions sessions;
    private final Activations activations;
    private final ApplicationEventPublisher events;

    PeopleAdministration(
            Users users,
            Administrators administrators,
            PersonAccounts accounts,
            SignInSessions sessions,
            Activations activations,
            ApplicationEventPublisher events) {
        this.users = users;
        this.administrators = administrators;
        this.accounts = accounts;
        this.sessions = sessions;
        this.activations = activations;
        this.events = events;
    }

    /** What came of a change. */
    enum Outcome {
        DONE,
        /** Somebody else was faster. */
        CHANGED_MEANWHILE,
        /** Nobody could administer afterwards. */
        LAST_ADMINISTRATOR,
        /** Nobody does this to the own account. */
        OWN_ACCOUNT,
        /** An activation link is for the first password; another one is its owner's to ask for (PWD-15). */
        HAS_PASSWORD,
        /** No mail, or no address. */
        NO_MAIL
    }

    /**
     * Makes an account without a password; its owner gets an activation link (PWD-18).
     *
     * @throws org.springframework.dao.DuplicateKeyException when the name or the verified address is somebody's
     */
    @Transactional
    UUID create(PersonForm form, UUID administrator) {
        accounts.demandAdministrator(administrator);
        UUID id = users.create(new NewUser(
                form.username(),
                value(form.email()),
                form.hasVerifiedEmail(),
                value(form.givenName()),
                value(form.familyName()),
                null,
                Map.of(),
                form.roles(),
                form.groupNames(),
                null,
                null,
                true));
        events.publishEvent(
                new PersonChanged(id, administrator, "person.created", Map.of("roles", names(form.roles()))));
        return id;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the verified address is somebody's */
    @Transactional
    Outcome edit(User person, PersonForm form, UUID administrator) {
        accounts.demandAdministrator(administrator);
        // asked before the row is held: an import waits for both in this order
        boolean last = !form.isAdministrator() && administrators.isLast(person.id());
        if (!accounts.take(person.id(), form.shownVersion())) {
            return Outcome.CHANGED_MEANWHILE;
        }
        if (last) {
            return undone(Outcome.LAST_ADMINISTRATOR);
        }
        User after = new User(
                person.id(),
                person.username(),
                value(form.email()),
                form.hasVerifiedEmail(),
                value(form.givenName()),
                value(form.familyName()),
                person.locale(),
                person.claims(),
                form.roles(),
                form.groupNames(),
                person.enabled(),
                person.preferredMethod(),
                person.updatedAt());
        users.update(after);
        if (!person.roles().equals(after.roles())) {
            sessions.endOthers(person.id(), null, "roles-changed");
            events.publishEvent(new PersonChanged(
                    person.id(), administrator, "person.roles-changed", Map.of("roles", names(after.roles()))));
        }
        events.publishEvent(new PersonChanged(person.id(), administrator, "person.edited", differences(person, after)));
        return Outcome.DONE;
    }

    /** Disabling ends every session; tokens are worth nothing from then on (MFA-07). */
    @Transactional
    Outcome enable(User person, boolean enabled, UUID administrator) {
        accounts.demandAdministrator(administrator);
        if (!enabled && person.id().equals(administrator)) {
            return Outcome.OWN_ACCOUNT;
        }
        if (!enabled && administrators.isLast(person.id())) {
            return Outcome.LAST_ADMINISTRATOR;
        }
        users.enable(person.id(), enabled);
        events.publishEvent(new PersonChanged(
                person.id(), administrator, enabled ? "person.enabled" : "person.disabled", Map.of()));
        return Outcome.DONE;
    }

    /** Lifts every pause after wrong passwords and codes. */
    @Transactional
    Outcome unlock(User person, UUID helper) {
        accounts.demandRank(helper, person.id());
        accounts.resume(person.id(), StreakRule.PASSWORD);
        accounts.resume(person.id(), StreakRule.SECOND_FACTOR);
        events.publishEvent(new PersonChanged(person.id(), helper, "person.unlocked", Map.of()));
        return Outcome.DONE;
    }

    @Transactional
    Outcome signOut(User person, UUID helper) {
        accounts.demandRank(helper, person.id());
        sessions.endOthers(person.id(), null, "administrator");
        events.publishEvent(new PersonChanged(person.id(), helper, "person.signed-out", Map.of()));
        return Outcome.DONE;
    }

    @Transactional
    Outcome invite(User person, UUID helper) {
        accounts.demandRank(helper, person.id());
        if (accounts.hasPassword(person.id())) {
            return Outcome.HAS_PASSWORD;
        }
        if (!activations.send(person)) {
            return Outcome.NO_MAIL;
        }
        events.publishEvent(new PersonChanged(person.id(), helper, "person.invited", Map.of()));
        return Outcome.DONE;
    }

    private static Outcome undone(Outcome refused) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return refused;
    }

    /** Names of what changed; values only where they say something about rights. */
    private static Map<String, Object> differences(User before, User after) {
        Map<String, Object> changed = new HashMap<>();
        if (!Objects.equals(before.email(), after.email()) || before.emailVerified() != after.emailVerified()) {
            changed.put("email", "changed");
        }
        if (!before.displayName().equals(after.displayName())) {
            changed.put("name", "changed");
        }
        if (!before.groups().equals(after.groups())) {
            changed.put("groups", String.join(", ", after.groups()));
        }
        if (!before.roles().equals(after.roles())) {
            changed.put("roles", names(after.roles()));
        }
        return changed;
    }

    private static String names(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(", "));
    }

    private static @Nullable String value(String typed) {
        return typed.isEmpty() ? null : typed;
    }
}
