package org.vestibule.client;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a client, named as RFC 7591 and the import file name them (contract, section 5).
 *
 * @param authenticationMethods {@code client_secret_basic}, {@code client_secret_post} or {@code none}
 * @param grantTypes {@code authorization_code}, {@code refresh_token}, {@code client_credentials}
 * @param redirectUris compared as exact strings (OID-02)
 * @param backchannelLogoutUri where sign-outs will be told
 * @param requirePkce whether a code challenge is demanded; only a confidential client may do without
 * @param requiredAcr the level below which this client gets no token, null: none
 * @param requireNonce whether an OpenID request needs a nonce
 * @param claimsInIdToken whether claims of the scopes are in the ID token too
 * @param authenticationInUserInfo whether UserInfo has amr, acr and auth_time
 * @param accessTokenAudience the audience of access tokens, null: the issuer
 * @param idTokenLife how long an ID token is valid, null: the default
 */
public record ClientMetadata(
        List<String> authenticationMethods,
        List<String> grantTypes,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        List<String> scopes,
        boolean requirePkce,
        @Nullable String requiredAcr,
        boolean requireNonce,
        boolean claimsInIdToken,
        boolean authenticationInUserInfo,
        @Nullable String accessTokenAudience,
        @Nullable Duration idTokenLife) {

    public ClientMetadata {
        authenticationMethods = List.copyOf(authenticationMethods);
        grantTypes = List.copyOf(grantTypes);
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        scopes = List.copyOf(scopes);
    }
}
