package org.vestibule.importing;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vestibule.importing.yaml.Problems;
import org.vestibule.lifecycle.StartRefusedException;

/**
 * Reads an import file, checks all of it, and applies it in one transaction; or refuses it and changes nothing (contract,
 * section 5).
 */
@Component
public class Importer {

    private static final Logger log = LoggerFactory.getLogger(Importer.class);
    private static final int TOLD_AT_MOST = 30;

    private final PersonReader personReader;
    private final ClientReader clientReader;
    private final ImportParts parts;
    private final ImportTurn turn;

    Importer(PersonReader personReader, ClientReader clientReader, ImportParts parts, ImportTurn turn) {
        this.personReader = personReader;
        this.clientReader = clientReader;
        this.parts = parts;
        this.turn = turn;
    }

    /**
     * Applies a file.
     *
     * @param name what the operator calls it, for messages
     * @param yaml its text
     * @throws StartRefusedException with every line that is wrong
     */
    public void apply(String name, String yaml) {
        Problems problems = new Problems();
        ImportFile file = ImportFile.read(yaml, personReader, clientReader, problems);
        refuseIfAny(name, problems);
        ImportApplied applied = turn.take(() -> {
            ImportParts.Changes changes = parts.compare(file);
            refuseIfAny(name, problems);
            return parts.apply(name, changes);
        });
        log.atInfo()
                .addKeyValue("file", name)
                .addKeyValue("peopleCreated", applied.peopleCreated())
                .addKeyValue("peopleChanged", applied.peopleChanged())
                .addKeyValue("clientsWritten", applied.clientsWritten())
                .addKeyValue("settingsSaved", applied.settingsSaved())
                .log("import file applied");
    }

    private static void refuseIfAny(String name, Problems problems) {
        if (problems.isEmpty()) {
            return;
        }
        List<String> sentences = problems.sentences();
        StringBuilder description =
                new StringBuilder("The import file " + name + " is refused; nothing has been changed:");
        sentences.stream()
                .limit(TOLD_AT_MOST)
                .forEach(sentence -> description
                        .append(System.lineSeparator())
                        .append("  ")
                        .append(name)
                        .append(", ")
                        .append(sentence));
        if (sentences.size() > TOLD_AT_MOST) {
            description
                    .append(System.lineSeparator())
                    .append("  … and ")
                    .append(sentences.size() - TOLD_AT_MOST)
                    .append(" more");
        }
        throw new StartRefusedException(description.toString(), "Correct the file and start again.");
    }
}
