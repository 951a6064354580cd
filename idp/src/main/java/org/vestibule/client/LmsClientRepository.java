package org.vestibule.client;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Our clients as the framework knows them. */
@Component
public class LmsClientRepository implements RegisteredClientRepository {

    /** The framework's settings carry our own record under this name. */
    private static final String METADATA = "vestibule.metadata";

    private static final Duration CODE_LIFE = Duration.ofSeconds(60);
    private static final Duration ACCESS_TOKEN_LIFE = Duration.ofMinutes(5);
    // a formality: how long a refresh token lives is decided by its grant
    private static final Duration REFRESH_TOKEN_LIFE = Duration.ofDays(14);

    private final Clients clients;

    LmsClientRepository(Clients clients) {
        this.clients = clients;
    }

    /** Our settings of a client that came from here. */
    public static ClientMetadata metadata(RegisteredClient client) {
        ClientMetadata metadata = client.getClientSettings().getSetting(METADATA);
        if (metadata == null) {
            throw new IllegalStateException("not a client of this repository");
        }
        return metadata;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients come from the import file");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return clients.byId(UUID.fromString(id))
                .map(LmsClientRepository::registered)
                .orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clients.byClientId(clientId).map(LmsClientRepository::registered).orElse(null);
    }

    private static ClientSettings settings(ClientMetadata metadata) {
        ClientSettings.Builder settings = ClientSettings.builder()
                .requireProofKey(metadata.requirePkce())
                .requireAuthorizationConsent(false)
                .setting(METADATA, metadata);
        if (metadata.authenticationMethods().contains(ClientAuthenticationMethod.PRIVATE_KEY_JWT.getValue())) {
            // tells a key from a secret; which algorithms are taken, the decoder of the assertions says
            settings.tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.PS256);
        }
        return settings.build();
    }

    private static RegisteredClient registered(LmsClient client) {
        ClientMetadata metadata = client.metadata();
        RegisteredClient.Builder builder = RegisteredClient.withId(client.id().toString())
                .clientId(client.clientId())
                .clientName(client.name())
                .redirectUris(uris -> uris.addAll(metadata.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(metadata.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(metadata.scopes()))
                .clientSettings(settings(metadata))
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE_LIFE)
                        .accessTokenTimeToLive(ACCESS_TOKEN_LIFE)
                        .refreshTokenTimeToLive(REFRESH_TOKEN_LIFE)
                        .reuseRefreshTokens(false)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.valueOf(metadata.idTokenSignedResponseAlg()))
                        .build());
        if (client.secretHash() != null) {
            builder.clientSecret(client.secretHash());
        }
        metadata.authenticationMethods()
                .forEach(method -> builder.clientAuthenticationMethod(new ClientAuthenticationMethod(method)));
        metadata.grantTypes().forEach(type -> builder.authorizationGrantType(new AuthorizationGrantType(type)));
        return builder.build();
    }
}
