package org.vestibule.importing;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.vestibule.importing.yaml.Problems;
import org.vestibule.importing.yaml.Section;
import org.vestibule.importing.yaml.YamlText;

/** What a file says, as far as it can be judged without the database. */
record ImportFile(@Nullable ImportedSettings settings, List<ImportedPerson> people, List<ImportedClient> clients) {

    /** Reads the whole file, and goes on after the first problem, so that one start tells them all. */
    static ImportFile read(String yaml, PersonReader personReader, ClientReader clientReader, Problems problems) {
        Section root = YamlText.parse(yaml, problems);
        Section settings = root.section("settings");
        ImportedSettings imported = settings == null ? null : SettingsReader.read(settings);
        List<ImportedPerson> people = personReader.read(root.sections("users"));
        List<ImportedClient> clients = clientReader.read(root.sections("clients"));
        root.end();
        return new ImportFile(imported, people, clients);
    }
}
