package org.vestibule.sample.web;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a launcher or a load balancer that requests are served; asks neither the provider nor anything else. */
@RestController
class HealthController {

    @GetMapping(path = "/health", produces = MediaType.TEXT_PLAIN_VALUE)
    String health() {
        return "UP";
    }
}
