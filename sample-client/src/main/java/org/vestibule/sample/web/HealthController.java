package org.vestibule.sample.web;

import java.nio.charset.StandardCharsets;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a launcher or a load balancer that requests are served; asks neither the provider nor anything else. */
@RestController
class HealthController {

    private static final byte[] UP = "UP".getBytes(StandardCharsets.US_ASCII);

    @GetMapping("/health")
    ResponseEntity<byte[]> health() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(UP);
    }
}
