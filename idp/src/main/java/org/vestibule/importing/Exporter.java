package org.vestibule.importing;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.vestibule.client.Clients;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.settings.SecuritySettingsStore;
import org.vestibule.settings.TrustedBrowserRulesStore;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsImport;
import org.vestibule.user.User;
import org.vestibule.user.Users;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes people, clients and settings as an import file, without passwords, hashes, keys and secrets (SMS-14). */
@Component
class Exporter {

    private static final String HEADER = """
            # Exported import file. It has no passwords, hashes, authenticator keys, client secrets and no Service Key:
            # where a record is to be created from it, add what that record needs.
            """;

    private final Users users;
    private final SmsImport phones;
    private final Clients clients;
    private final SecuritySettingsStore settings;
    private final TrustedBrowserRulesStore trustedBrowsers;

    Exporter(
            Users users,
            SmsImport phones,
            Clients clients,
            SecuritySettingsStore settings,
            TrustedBrowserRulesStore trustedBrowsers) {
        this.trustedBrowsers = trustedBrowsers;
        this.users = users;
        this.phones = phones;
        this.clients = clients;
        this.settings = settings;
    }

    /** @throws StartRefusedException when the file cannot be written */
    void write(Path file) {
        try {
            // beside the file first, so that nobody ever finds half of it; readable by the owner only
            Path directory = file.toAbsolutePath().getParent();
            Path half = Files.createTempFile(directory, "export", ".yaml");
            try (Writer writer = Files.newBufferedWriter(half, StandardCharsets.UTF_8)) {
                writer.write(HEADER);
                yaml().dump(content(), writer);
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException ex) {
            throw new StartRefusedException(
                    "The export file " + file + " cannot be written.",
                    "Check idp.export (IDP_EXPORT) and the rights of its directory.");
        }
    }

    private Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        if (settings.current().version() > 0 || trustedBrowsers.current().version() > 0) {
            content.put("settings", ExportedRecords.settings(settings.current(), trustedBrowsers.current()));
        }
        content.put("users", people());
        content.put(
                "clients", clients.all().stream().map(ExportedRecords::client).toList());
        return content;
    }

    private List<Map<String, Object>> people() {
        Map<UUID, PhoneNumber> active = phones.active();
        Map<UUID, PhoneNumber> unproven = phones.unproven();
        return users.all().stream().map(user -> person(user, active, unproven)).toList();
    }

    private static Map<String, Object> person(
            User user, Map<UUID, PhoneNumber> active, Map<UUID, PhoneNumber> unproven) {
        Map<String, Object> person = ExportedRecords.person(user);
        PhoneNumber number = active.getOrDefault(user.id(), unproven.get(user.id()));
        if (number != null) {
            person.put("phone", number.e164());
            person.put("phoneVerified", active.containsKey(user.id()));
        }
        return person;
    }

    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setSplitLines(false);
        return new Yaml(options);
    }
}
