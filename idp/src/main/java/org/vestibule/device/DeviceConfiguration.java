package org.vestibule.device;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vestibule.lifecycle.CleanUp;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeviceFlowProperties.class)
class DeviceConfiguration {

    /** Kept for an hour, so that a device that asks late learns that it was too late. */
    @Bean
    CleanUp expiredDeviceAuthorizations() {
        return new CleanUp("device_authorization", "expires_at < :before", Duration.ofHours(1));
    }
}
