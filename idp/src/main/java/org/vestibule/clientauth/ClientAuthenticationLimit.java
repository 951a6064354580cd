package org.vestibule.clientauth;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;
import org.vestibule.client.Clients;
import org.vestibule.client.LmsClient;
import org.vestibule.clientauth.ClientFailures.Count;
import org.vestibule.clientauth.ClientFailures.Stop;
import org.vestibule.web.ClientAddress;
import org.vestibule.web.Sources;

/**
 * Limits failures at every endpoint where clients authenticate themselves (OID-17). After a failure the next attempts from
 * there are counted before anybody looks at them, so that guesses sent at once are bounded too.
 */
@Component
public class ClientAuthenticationLimit {

    private final ClientFailures failures;
    private final Clients clients;
    private final ClientAddress addresses;
    private final ApplicationEventPublisher events;

    ClientAuthenticationLimit(
            ClientFailures failures, Clients clients, ClientAddress addresses, ApplicationEventPublisher events) {
        this.failures = failures;
        this.clients = clients;
        this.addresses = addresses;
        this.events = events;
    }

    /** Puts one provider in the place of several, which stops asking them when they have refused too often. */
    public void around(List<AuthenticationProvider> providers) {
        AuthenticationManager all = new ProviderManager(List.copyOf(providers));
        providers.clear();
        providers.add(new Limited(all));
    }

    /** Counts an attempt, or refuses it unseen. */
    private void count(List<Count> counts, @Nullable String clientId) {
        Optional<Stop> stop = failures.take(counts);
        if (stop.isPresent()) {
            if (stop.get().news() && failures.audited()) {
                events.publishEvent(new ClientLimited(clientId, stop.get().kind()));
            }
            throw new TooManyFailures(stop.get().length());
        }
    }

    private final class Limited implements AuthenticationProvider {

        private final AuthenticationManager all;

        Limited(AuthenticationManager all) {
            this.all = all;
        }

        @Override
        public Authentication authenticate(Authentication request) {
            String clientId = clients.byClientId(request.getName())
                    .map(LmsClient::clientId)
                    .orElse(null);
            List<Count> counts = failures.counts(clientId, Sources.network(addresses.current()));
            boolean counted = failures.failing(counts);
            if (counted) {
                count(counts, clientId);
            }
            try {
                Authentication client = all.authenticate(request);
                giveBack(counts, counted);
                failures.succeeded(counts);
                return client;
            } catch (AuthenticationException refused) {
                // other than OAuth's own where no provider is there for this method
                OAuth2AuthenticationException answer = refused instanceof OAuth2AuthenticationException known
                        ? known
                        : new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
                if (!OAuth2ErrorCodes.INVALID_CLIENT.equals(answer.getError().getErrorCode())) {
                    giveBack(counts, counted);
                    throw answer;
                }
                if (failures.failed(counts) && failures.audited()) {
                    events.publishEvent(new ClientRefused(clientId, method(request)));
                }
                if (!counted) {
                    count(counts, clientId);
                }
                throw answer;
            }
        }

        private void giveBack(List<Count> counts, boolean counted) {
            if (counted) {
                failures.giveBack(counts);
            }
        }

        private static String method(Authentication request) {
            return ((OAuth2ClientAuthenticationToken) request)
                    .getClientAuthenticationMethod()
                    .getValue();
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
        }
    }
}
