package org.vestibule.device;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether there is a device flow at all.
 *
 * @param enabled false: its addresses answer 404, and discovery does not name it
 */
@ConfigurationProperties("idp.device-flow")
public record DeviceFlowProperties(@DefaultValue("false") boolean enabled) {}
