package org.vestibule.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The launcher with one stand-in instead of the real apps, as a process that a test can kill. */
final class StandInLauncher {

    private StandInLauncher() {}

    /** @param arguments the directory of the demo, and the port of the stand-in */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        try (Demo demo = new Demo(DemoDirectory.open(directory))) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
            demo.startDatabase(() -> () -> Files.writeString(directory.resolve("database-closed"), "yes"));
            RunningApp app = demo.start(StandInApp.on(Integer.parseInt(arguments[1])));
            demo.awaitReady(app, Duration.ofSeconds(60));
            System.err.println("ready");
            demo.awaitClosed();
        }
    }
}
