package org.vestibule.importing;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The parts of a file, each compared with the database and applied by its own class. */
@Component
class ImportParts {

    private final PeopleComparison comparison;
    private final PeopleImport people;
    private final ClientImport clients;
    private final FirstSettings settings;
    private final ImportMarks marks;
    private final ApplicationEventPublisher events;

    ImportParts(
            PeopleComparison comparison,
            PeopleImport people,
            ClientImport clients,
            FirstSettings settings,
            ImportMarks marks,
            ApplicationEventPublisher events) {
        this.comparison = comparison;
        this.people = people;
        this.clients = clients;
        this.settings = settings;
        this.marks = marks;
        this.events = events;
    }

    /** @param settings null where the file's do not count */
    record Changes(@Nullable ImportedSettings settings, PeopleChanges people, ClientChanges clients) {}

    Changes compare(ImportFile file) {
        return new Changes(
                settings.counting(file.settings()), comparison.compare(file.people()), clients.compare(file.clients()));
    }

    ImportApplied apply(String name, Changes changes) {
        people.apply(changes.people());
        clients.apply(changes.clients());
        marks.write(changes.people().marks());
        marks.write(changes.clients().marks());
        boolean saved = settings.save(changes.settings());
        ImportApplied applied = new ImportApplied(
                name,
                changes.people().created().size(),
                changes.people().changed().size(),
                changes.clients().written().size(),
                saved);
        if (applied.changedSomething()) {
            events.publishEvent(applied);
        }
        return applied;
    }
}
