package org.vestibule.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** Starts the demo, says where it is, and stops it with the process. */
public final class DemoLauncher {

    private static final Duration START_OF_AN_APP = Duration.ofSeconds(170);
    private static final Duration END_OF_LEFT_OVERS = Duration.ofSeconds(35);

    private final DemoSettings settings;
    private final PrintStream console;

    DemoLauncher(DemoSettings settings, PrintStream console) {
        this.settings = settings;
        this.console = console;
    }

    /** @param arguments the root directory of the repository */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        // the terminal is this program's user interface, not its log
        DemoSettings settings = DemoSettings.of(root, root.resolve(".demo"), System.getenv(), System.getProperties());
        new DemoLauncher(settings, System.out).run();
    }

    private void run() throws IOException {
        try (Demo demo = new Demo(DemoDirectory.open(settings.directory()))) {
            Thread stop = new Thread(() -> stop(demo), "stop the demo");
            Runtime.getRuntime().addShutdownHook(stop);
            startAll(demo);
            console.println(new Announcement(settings).text());
            demo.awaitClosed();
        } catch (DemoException ex) {
            // Maven repeats it, but between many words of its own
            console.println("\n" + ex.getMessage() + "\n" + ex.details());
            throw ex;
        }
    }

    private void stop(Demo demo) {
        if (demo.isOpen()) {
            console.println("Stopping the demo ...");
            demo.close();
            console.println("The demo has stopped. Its data stays in " + settings.directory() + ".");
        }
    }

    /** Returns when all of it is ready. */
    void startAll(Demo demo) throws IOException {
        LeftOverApps.end(settings.directory(), END_OF_LEFT_OVERS);
        settings.ports().forEach(DemoPort::requireFree);
        DemoDirectory directory = demo.directory();
        console.println("Starting PostgreSQL ...");
        DemoDatabase database =
                demo.startDatabase(() -> DemoDatabase.start(directory.programs(), directory.database()));
        console.println("Starting the identity provider ...");
        DemoApps apps = new DemoApps(settings);
        Path idp = directory.copyOf(settings.root().resolve("idp/target/idp.jar"));
        demo.awaitReady(demo.start(apps.identityProvider(idp, directory.keyRing(), database)), START_OF_AN_APP);
        console.println("Starting the sample LMSs ...");
        Path lms = directory.copyOf(settings.root().resolve("sample-client/target/sample-client.jar"));
        RunningApp one = demo.start(apps.sampleLms(lms));
        RunningApp other = demo.start(apps.secondSampleLms(lms));
        demo.awaitReady(one, START_OF_AN_APP);
        demo.awaitReady(other, START_OF_AN_APP);
    }
}
