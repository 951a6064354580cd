package org.vestibule.importing;

import java.util.Map;

import org.vestibule.event.SecurityEvent;

/** An import file was applied and changed something. */
record ImportApplied(String file, int peopleCreated, int peopleChanged, int clientsWritten, boolean settingsSaved)
        implements SecurityEvent {

    @Override
    public String event() {
        return "import.applied";
    }

    boolean changedSomething() {
        return settingsSaved || peopleCreated + peopleChanged + clientsWritten > 0;
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of(
                "file", file,
                "peopleCreated", peopleCreated,
                "peopleChanged", peopleChanged,
                "clientsWritten", clientsWritten,
                "settingsSaved", settingsSaved);
    }
}
