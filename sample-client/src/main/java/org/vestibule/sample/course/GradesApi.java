package org.vestibule.sample.course;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vestibule.sample.signin.StepUpChallenge;

/** The grades for programs; the same proof is needed as on the page. */
@RestController
class GradesApi {

    private final StepUpChallenge challenge;

    GradesApi(StepUpChallenge challenge) {
        this.challenge = challenge;
    }

    @GetMapping("/api/grades")
    ResponseEntity<Map<String, Integer>> grades(@AuthenticationPrincipal Jwt accessToken) {
        return challenge
                .unlessSufficient(accessToken)
                .map(refusal -> ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, refusal)
                        .<Map<String, Integer>>build())
                .orElseGet(() -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(grades()));
    }

    private static Map<String, Integer> grades() {
        Map<String, Integer> grades = new LinkedHashMap<>();
        Course.ALL.forEach(course -> grades.put(course.id(), course.grade()));
        return grades;
    }
}
