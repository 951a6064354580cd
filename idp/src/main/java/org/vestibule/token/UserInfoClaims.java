package org.vestibule.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.stereotype.Component;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.grant.Grant;
import org.vestibule.grant.Subjects;

/** What UserInfo says: the person as the database has it now, within the access token's scopes, and the proof. */
@Component
public class UserInfoClaims implements Function<OidcUserInfoAuthenticationContext, OidcUserInfo> {

    private final TokenClaims tokenClaims;
    private final Subjects subjects;
    private final LmsClientRepository clients;

    UserInfoClaims(TokenClaims tokenClaims, Subjects subjects, LmsClientRepository clients) {
        this.subjects = subjects;
        this.tokenClaims = tokenClaims;
        this.clients = clients;
    }

    @Override
    public OidcUserInfo apply(OidcUserInfoAuthenticationContext context) {
        Grant grant = TokenClaims.grant(context.getAuthorization());
        RegisteredClient client = clients.findById(context.getAuthorization().getRegisteredClientId());
        if (grant == null || grant.user() == null || client == null) {
            throw new IllegalStateException("UserInfo is always about somebody");
        }
        ClientMetadata metadata = LmsClientRepository.metadata(client);
        Set<String> scopes = context.getAccessToken().getScopes();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subjects.of(grant.user().id(), metadata).toString());
        claims.putAll(PersonClaims.of(grant.user(), scopes, metadata));
        claims.putAll(PersonClaims.named(
                grant.user(), ClaimsParameter.of(grant.request()).userInfo(), scopes, grant, metadata));
        if (metadata.authenticationInUserInfo()) {
            claims.putAll(tokenClaims.proof(grant, metadata));
        }
        return new OidcUserInfo(claims);
    }
}
