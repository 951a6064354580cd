package org.vestibule.importing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsImport;
import org.vestibule.totp.TotpImport;
import org.vestibule.user.NewUser;
import org.vestibule.user.Passwords;
import org.vestibule.user.Users;

/** Applies changes of people that have been checked. */
@Component
class PeopleImport {

    private final Users users;
    private final Passwords passwords;
    private final TotpImport apps;
    private final SmsImport phones;
    private final ApplicationEventPublisher events;

    PeopleImport(
            Users users, Passwords passwords, TotpImport apps, SmsImport phones, ApplicationEventPublisher events) {
        this.users = users;
        this.passwords = passwords;
        this.apps = apps;
        this.phones = phones;
        this.events = events;
    }

    void apply(PeopleChanges changes) {
        create(changes.created());
        changes.changed().forEach(change -> {
            users.update(change.after());
            events.publishEvent(new PersonImported(change.after().id(), change.keys(), false));
        });
    }

    private void create(List<ImportedPerson> people) {
        // hashing is the slow part: as many at a time as there are processors, in the order of the file
        List<NewUser> accounts =
                people.parallelStream().map(this::withPasswordHash).toList();
        List<UUID> ids = users.createAll(accounts);
        Map<UUID, String> secrets = new HashMap<>();
        Map<UUID, PhoneNumber> proven = new HashMap<>();
        Map<UUID, PhoneNumber> unproven = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            ImportedPerson person = people.get(i);
            UUID id = ids.get(i);
            if (person.totpSecret() != null) {
                secrets.put(id, person.totpSecret());
            }
            ImportedPhone phone = person.phone();
            if (phone != null) {
                (phone.verified() ? proven : unproven).put(id, phone.number());
            }
            if (!person.account().roles().isEmpty()) {
                events.publishEvent(new PersonImported(id, person.named().keySet(), true));
            }
        }
        apps.add(secrets);
        phones.addActive(proven);
        phones.addUnproven(unproven);
    }

    private NewUser withPasswordHash(ImportedPerson person) {
        @Nullable String password = person.password();
        return password == null ? person.account() : person.account().withPasswordHash(passwords.hash(password));
    }
}
