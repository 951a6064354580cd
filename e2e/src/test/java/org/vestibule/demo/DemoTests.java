package org.vestibule.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
class DemoTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path path;

    @Test
    void closeWhenAppsRunThenTheyEndBeforeTheDatabase() throws Exception {
        List<Boolean> aliveAtTheEnd = new ArrayList<>();
        RunningApp app;
        try (Demo demo = new Demo(DemoDirectory.open(path))) {
            List<RunningApp> apps = new ArrayList<>();
            demo.startDatabase(() -> () -> apps.forEach(running -> aliveAtTheEnd.add(running.isAlive())));
            app = demo.start(StandInApp.on(StandInApp.freePort()));
            apps.add(app);
            demo.awaitReady(app, PATIENCE);
            assertThat(app.isReady()).isTrue();
        }
        assertThat(aliveAtTheEnd).containsExactly(false);
        assertThat(app.isReady()).isFalse();
        DemoDirectory.open(path).close(); // free again
    }

    @Test
    void awaitClosedWhenClosedByAnotherThreadThenReturns() throws Exception {
        try (Demo demo = new Demo(DemoDirectory.open(path))) {
            demo.awaitReady(demo.start(StandInApp.on(StandInApp.freePort())), PATIENCE);
            CompletableFuture<Void> main = CompletableFuture.runAsync(demo::awaitClosed);
            CompletableFuture.runAsync(demo::close).get(60, TimeUnit.SECONDS);
            main.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void awaitClosedWhenChildDiesThenShowsItsLastLines() throws Exception {
        int port = StandInApp.freePort();
        try (Demo demo = new Demo(DemoDirectory.open(path))) {
            demo.awaitReady(demo.start(StandInApp.on(port)), PATIENCE);
            letDie(port);
            assertThatThrownBy(demo::awaitClosed)
                    .hasMessageContaining("stand-in ended with status 3")
                    .hasMessageContaining("stand-in.log")
                    .isInstanceOfSatisfying(
                            DemoException.class,
                            ex -> assertThat(ex.details()).contains("this stand-in dies of a request"));
        }
    }

    @Test
    void awaitReadyWhenChildCannotStartThenShowsItsLastLines() throws Exception {
        App broken = new App(
                "broken", path, List.of("sh", "-c", "echo no such jar; exit 7"), Map.of(), StandInApp.uri(1, "/"));
        try (Demo demo = new Demo(DemoDirectory.open(path))) {
            RunningApp running = demo.start(broken);
            assertThatThrownBy(() -> demo.awaitReady(running, PATIENCE))
                    .hasMessageContaining("broken ended with status 7")
                    .isInstanceOfSatisfying(
                            DemoException.class, ex -> assertThat(ex.details()).contains("no such jar"));
        }
    }

    @Test
    void awaitReadyWhenNotReadyInTimeThenSaysSo() throws Exception {
        App silent = new App("silent", path, List.of("cat"), Map.of(), StandInApp.uri(1, "/"));
        try (Demo demo = new Demo(DemoDirectory.open(path))) {
            RunningApp running = demo.start(silent);
            assertThatThrownBy(() -> demo.awaitReady(running, Duration.ofMillis(300)))
                    .hasMessageContaining("silent is not ready");
        }
    }

    @Test
    void startWhenAlreadyStoppedThenNothingIsStarted() throws Exception {
        Demo stopped = new Demo(DemoDirectory.open(path));
        stopped.close();
        App app = StandInApp.on(StandInApp.freePort());
        assertThatThrownBy(() -> stopped.start(app)).hasMessageContaining("stopped while it started");
    }

    private static void letDie(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) StandInApp.uri(port, "/die").toURL().openConnection();
            assertThat(connection.getResponseCode()).isNegative();
        } catch (IOException ex) {
            assertThat(ex).isNotNull(); // it died before it answered
        }
    }
}
