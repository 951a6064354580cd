package org.vestibule.lifecycle;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ExitWithStandardInputTests {

    private final PipedOutputStream parent = new PipedOutputStream();
    private final CountDownLatch exited = new CountDownLatch(1);

    @Test
    void startWhenInputEndsThenExits() throws Exception {
        try (ConfigurableApplicationContext context = start("--idp.exit-with-stdin=true")) {
            parent.write('x');
            parent.flush();
            assertThat(exited.getCount()).isEqualTo(1);
            parent.close();
            assertThat(exited.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(context.isActive()).isTrue();
        }
    }

    @Test
    void startWhenNotAskedForThenInputIsLeftAlone() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            parent.close();
            assertThat(exited.await(200, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(context.isActive()).isTrue();
        }
    }

    private ConfigurableApplicationContext start(String... arguments) throws IOException {
        return new SpringApplicationBuilder(Empty.class)
                .web(WebApplicationType.NONE)
                .listeners(new ExitWithStandardInput(new PipedInputStream(parent), exited::countDown))
                .run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}
}
