package org.vestibule.lifecycle;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** No application is run here: it would also start the real listener, on the standard input of the test's own JVM. */
class ExitWithStandardInputTests {

    private final PipedOutputStream parent = new PipedOutputStream();
    private final CountDownLatch exited = new CountDownLatch(1);

    @Test
    void startWhenInputEndsThenExits() throws Exception {
        start(Map.of("idp.exit-with-stdin", "true"));
        parent.write('x');
        parent.flush();
        assertThat(exited.getCount()).isEqualTo(1);
        parent.close();
        assertThat(exited.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void startWhenNotAskedForThenInputIsLeftAlone() throws Exception {
        start(Map.of());
        parent.close();
        assertThat(exited.await(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    private void start(Map<String, Object> properties) throws IOException {
        GenericApplicationContext context = new GenericApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("given", properties));
        new ExitWithStandardInput(new PipedInputStream(parent), exited::countDown)
                .onApplicationEvent(new ApplicationPreparedEvent(new SpringApplication(), new String[0], context));
    }
}
