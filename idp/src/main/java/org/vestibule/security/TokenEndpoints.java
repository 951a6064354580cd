package org.vestibule.security;

import java.util.List;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;
import org.vestibule.grant.CodeGrant;
import org.vestibule.grant.OwnTokensOnly;
import org.vestibule.grant.RefreshGrant;

/** Which of the framework's providers work at the endpoints of LMSs, and which of ours take their place. */
@Component
class TokenEndpoints {

    private final ClientAuthentication clients;
    private final CodeGrant codes;
    private final RefreshGrant refreshTokens;
    private final SwitchedGrants switched;

    TokenEndpoints(ClientAuthentication clients, CodeGrant codes, RefreshGrant refreshTokens, SwitchedGrants switched) {
        this.clients = clients;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.switched = switched;
    }

    void clientAuthentication(List<AuthenticationProvider> providers) {
        clients.choose(providers);
    }

    /**
     * Code, refresh token and what an operator may switch on are ours; client credentials the framework's; everything else is
     * off (OID-20).
     */
    void grants(List<AuthenticationProvider> providers) {
        providers.removeIf(provider -> !(provider instanceof OAuth2ClientCredentialsAuthenticationProvider));
        providers.add(codes);
        providers.add(refreshTokens);
        switched.add(providers);
    }

    /** What nobody answers is read by nobody: then it is an unsupported_grant_type. */
    void grantRequests(List<AuthenticationConverter> converters) {
        switched.read(converters);
    }

    /** A client learns about its own tokens only (OID-18). */
    void introspection(List<AuthenticationProvider> providers) {
        providers.replaceAll(OwnTokensOnly::new);
    }
}
