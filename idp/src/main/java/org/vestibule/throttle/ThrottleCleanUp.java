package org.vestibule.throttle;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class ThrottleCleanUp {

    @Bean
    CleanUp windowsThatAreOver() {
        return new CleanUp("attempt_counter", "window_ends < :before");
    }

    /**
     * Wrong passwords in a row are counted for names that do not exist too, so they must go some day (PWD-11). Wrong second
     * factors never do: only a completed one clears their count (TOTP-07), and there is one a person at most.
     */
    @Bean
    CleanUp oldPasswordStreaks() {
        return new CleanUp("failure_streak", "kind = 'password' and updated_at < :before", Duration.ofDays(7));
    }
}
