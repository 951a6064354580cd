package org.vestibule.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is left of the children when the launcher's process ends in one way or another. */
@Timeout(120)
class LauncherProcessTests {

    @TempDir
    private Path path;

    private int port;
    private Process launcher;
    private ProcessHandle child;

    @BeforeEach
    void start() throws IOException {
        port = StandInApp.freePort();
        launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandInLauncher.class.getName(),
                        path.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.lines().takeWhile(line -> !line.equals("ready")).toList())
                .isEmpty();
        child = launcher.children().findFirst().orElseThrow();
    }

    @Test
    void launcherWhenTerminatedThenEndsChildAndDatabase() throws Exception {
        launcher.destroy();
        assertThat(launcher.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(child.isAlive()).isFalse();
        assertThat(path.resolve("database-closed")).exists();
    }

    @Test
    void launcherWhenKilledThenChildEndsByItself() throws Exception {
        launcher.destroyForcibly();
        child.onExit().get(40, TimeUnit.SECONDS);
        assertThat(path.resolve("database-closed")).doesNotExist();
        DemoDirectory.open(path).close(); // nobody holds the lock any more
    }

    @Test
    void launcherWhenChildIsKilledThenEndsWithFailure() throws Exception {
        child.destroyForcibly();
        assertThat(launcher.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(path.resolve("database-closed")).exists();
    }

    @Test
    void leftOverAppsWhenMarkedThenOnlyThoseAreEnded() throws Exception {
        App marked = StandInApp.on(StandInApp.freePort(), LeftOverApps.mark(path));
        try (Demo demo = new Demo(DemoDirectory.open(path.resolve("other")))) {
            RunningApp orphan = demo.start(marked);
            demo.awaitReady(orphan, Duration.ofSeconds(60));
            LeftOverApps.end(path.resolve("elsewhere"), Duration.ZERO);
            assertThat(orphan.isAlive()).isTrue();
            LeftOverApps.end(path, Duration.ofMillis(100));
            orphan.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(List.of(launcher.isAlive(), child.isAlive())).containsExactly(true, true);
        launcher.destroy();
        assertThat(launcher.waitFor(40, TimeUnit.SECONDS)).isTrue();
    }
}
