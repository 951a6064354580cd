package org.vestibule.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication(proxyBeanMethods = false)
class SampleLmsApplication {

    private SampleLmsApplication() {}

    public static void main(String[] args) {
        SpringApplication.run(SampleLmsApplication.class, args);
    }
}
