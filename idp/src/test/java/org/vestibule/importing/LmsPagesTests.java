package org.vestibule.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.client.Preset;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pages of docs/lms tell to paste is taken as it stands. */
@ImportDataTest
class LmsPagesTests {

    private static final Path PAGES = Path.of("../docs/lms");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Autowired
    private Importer importer;

    @Autowired
    private Clients clients;

    static List<String> presets() {
        return Preset.keys();
    }

    @Test
    void pagesWhenListedThenOneForEachPreset() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .filter(name -> !name.equals("README")))
                    .containsExactlyInAnyOrderElementsOf(Preset.keys());
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void applyWhenPastedFromThePageThenClientHasThePreset(String preset) throws IOException {
        Matcher yaml = YAML.matcher(Files.readString(PAGES.resolve(preset + ".md")));
        assertThat(yaml.find()).isTrue();

        importer.apply(preset + ".yaml", yaml.group(1));

        ClientMetadata settings = settings(preset);
        assertThat(settings.preset()).isEqualTo(preset);
        boolean ours = preset.equals(Preset.SAMPLE_LMS.key());
        assertThat(settings.requirePkce()).isEqualTo(ours);
        assertThat(settings.scopes()).startsWith("openid", "profile", "email").hasSize(ours ? 5 : 3);
    }

    @Test
    void applyWhenKeyStandsBesideThePresetThenKeyWins() {
        importer.apply("lms.yaml", client("preset: canvas", "requirePkce: true"));

        assertThat(settings("lms").requirePkce()).isTrue();
        assertThat(settings("lms").requireNonce()).isTrue();
    }

    @Test
    void applyWhenPresetIsAddedLaterThenItSetsWhatTheFileDoesNotName() {
        importer.apply("lms.yaml", client("requirePkce: true"));
        importer.apply("lms.yaml", client("requirePkce: true", "preset: canvas"));

        assertThat(settings("lms").requirePkce()).isTrue();
        assertThat(settings("lms").authenticationMethods()).containsExactly("client_secret_post");
    }

    private static String client(String... keys) {
        return "clients:\n  - clientId: lms\n    clientSecret: a secret of the platform\n"
                + "    redirectUris: [\"https://lms.example.org/back\"]\n    " + String.join("\n    ", keys) + "\n";
    }

    private ClientMetadata settings(String clientId) {
        return clients.all().stream()
                .filter(client -> client.clientId().equals(clientId))
                .findFirst()
                .map(LmsClient::metadata)
                .orElseThrow();
    }
}
