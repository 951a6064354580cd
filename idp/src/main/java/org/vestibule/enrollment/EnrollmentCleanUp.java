package org.vestibule.enrollment;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
class EnrollmentCleanUp {

    /** Their secrets go with them. */
    @Bean
    CleanUp unconfirmedEnrollments() {
        return new CleanUp("enrollment", "status = 'pending' and expires_at < :before");
    }
}
