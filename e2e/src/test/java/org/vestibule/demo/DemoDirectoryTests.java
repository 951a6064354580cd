package org.vestibule.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DemoDirectoryTests {

    @TempDir
    private Path path;

    @Test
    void keyRingWhenMissingThenMadeOnceForItsOwner() throws Exception {
        try (DemoDirectory directory = DemoDirectory.open(path)) {
            Path file = directory.keyRing();
            String line = Files.readString(file);
            assertThat(line).startsWith("demo:").endsWith("\n");
            assertThat(Base64.getDecoder().decode(line.strip().substring("demo:".length())))
                    .hasSize(32);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(directory.keyRing()).hasContent(line);
        }
    }

    @Test
    void openWhenAnotherDemoRunsThenSaysSo() throws Exception {
        try (DemoDirectory directory = DemoDirectory.open(path)) {
            assertThat(directory.programs().getParent()).isEqualTo(path);
            assertThatThrownBy(() -> DemoDirectory.open(path))
                    .isInstanceOf(DemoException.class)
                    .hasMessageContaining("Another demo is running on " + path);
        }
        try (DemoDirectory directory = DemoDirectory.open(path)) {
            assertThat(directory.database().getParent()).isEqualTo(path);
        }
    }

    @Test
    void newLogWhenEarlierStartsWroteThenTheLastThreeAreKept() throws Exception {
        try (DemoDirectory directory = DemoDirectory.open(path)) {
            for (int start = 1; start <= 6; start++) {
                Files.writeString(directory.newLog("idp"), "start " + start);
            }
        }
        assertThat(path.resolve("logs/idp.log")).hasContent("start 6");
        assertThat(path.resolve("logs/idp.1.log")).hasContent("start 5");
        assertThat(path.resolve("logs/idp.3.log")).hasContent("start 3");
        assertThat(path.resolve("logs/idp.4.log")).doesNotExist();
    }
}
