package org.vestibule.security;

import java.util.ArrayList;
import java.util.List;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2DeviceCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2TokenExchangeAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;
import org.vestibule.device.DeviceCodeGrant;
import org.vestibule.device.DeviceFlowProperties;
import org.vestibule.grant.ExchangeGrant;
import org.vestibule.grant.TokenExchangeProperties;

/** The grants that are off until an operator switches them on (OID-20). */
@Component
class SwitchedGrants {

    private final DeviceCodeGrant devices;
    private final DeviceFlowProperties deviceFlow;
    private final ExchangeGrant exchanges;
    private final TokenExchangeProperties tokenExchange;

    SwitchedGrants(
            DeviceCodeGrant devices,
            DeviceFlowProperties deviceFlow,
            ExchangeGrant exchanges,
            TokenExchangeProperties tokenExchange) {
        this.devices = devices;
        this.deviceFlow = deviceFlow;
        this.exchanges = exchanges;
        this.tokenExchange = tokenExchange;
    }

    /** Who answers requests by them. */
    void add(List<AuthenticationProvider> providers) {
        if (deviceFlow.enabled()) {
            providers.add(devices);
        }
        if (tokenExchange.enabled()) {
            providers.add(exchanges);
        }
    }

    /** What nobody answers is read by nobody: then it is an unsupported_grant_type. */
    void read(List<AuthenticationConverter> converters) {
        if (!deviceFlow.enabled()) {
            converters.removeIf(OAuth2DeviceCodeAuthenticationConverter.class::isInstance);
        }
        if (!tokenExchange.enabled()) {
            converters.removeIf(OAuth2TokenExchangeAuthenticationConverter.class::isInstance);
        }
    }

    /** Their names, for discovery. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (deviceFlow.enabled()) {
            names.add(AuthorizationGrantType.DEVICE_CODE.getValue());
        }
        if (tokenExchange.enabled()) {
            names.add(AuthorizationGrantType.TOKEN_EXCHANGE.getValue());
        }
        return names;
    }
}
