package org.vestibule.sample.web;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class ExitWithStdinTests {

    private final GenericApplicationContext context = new GenericApplicationContext();
    private final ExitWithStdin exit = new ExitWithStdin(context);

    @Test
    void runWhenInputEndsThenContextIsClosed() throws IOException, InterruptedException {
        context.refresh();
        PipedOutputStream launcher = new PipedOutputStream();
        Thread watcher = exit.closeAtEndOf(new PipedInputStream(launcher));
        launcher.write("something typed".getBytes(StandardCharsets.UTF_8));
        launcher.flush();
        assertThat(watcher.isDaemon()).isTrue();
        assertThat(context.isActive()).isTrue();

        launcher.close();

        watcher.join();
        assertThat(context.isActive()).isFalse();
    }

    @Test
    void runWhenInputBreaksThenContextIsClosed() throws InterruptedException {
        context.refresh();

        // a pipe nobody has connected fails on the first read
        exit.closeAtEndOf(new PipedInputStream()).join();

        assertThat(context.isActive()).isFalse();
    }
}
