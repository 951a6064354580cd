package org.vestibule.importing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.vestibule.client.ClientMetadata;
import org.vestibule.client.LmsClient;
import org.vestibule.settings.FactorRequirement;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.settings.TrustedBrowserRules;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.user.User;

/** Records under the keys of the import file, in their order there; empty values are left out. */
final class ExportedRecords {

    private ExportedRecords() {}

    static Map<String, Object> settings(SecuritySettings settings, TrustedBrowserRules trusted) {
        Map<String, Object> keys = new LinkedHashMap<>();
        put(keys, "twoFactorEnabled", settings.twoFactorEnabled());
        put(keys, "askEnrolledWhenOff", settings.askEnrolledWhenOff());
        put(keys, "qrCodeService", settings.qrCodeService().id());
        put(keys, "smsService", settings.smsService().id());
        put(keys, "emailService", settings.emailService() ? "on" : "off");
        put(keys, "allowedCountries", settings.allowedCountries());
        put(keys, "totpWindow", settings.totpWindow());
        FactorRequirement requirement = settings.requirement();
        put(
                keys,
                "requiredFor",
                requirement.who() == FactorRequirement.Who.GROUPS
                        ? requirement.groups()
                        : requirement.who().id());
        put(
                keys,
                "requiredFrom",
                requirement.from() == null ? null : requirement.from().toString());
        put(keys, "graceDays", requirement.graceDays());
        put(keys, "trustedBrowserDays", trusted.days());
        put(keys, "trustedBrowserGroups", trusted.groupLines());
        put(keys, "trustedBrowserEndsOvernight", trusted.endsOvernight() ? true : null);
        TwilioAccount twilio = settings.twilio();
        if (twilio != null) {
            Map<String, Object> account = new LinkedHashMap<>();
            put(account, "serviceSid", twilio.serviceSid());
            put(account, "servicePhone", twilio.servicePhone());
            put(keys, "twilio", account);
        }
        return keys;
    }

    static Map<String, Object> person(User user) {
        Map<String, Object> keys = new LinkedHashMap<>();
        put(keys, "username", user.username());
        put(keys, "email", user.email());
        put(keys, "emailVerified", user.email() == null ? null : user.emailVerified());
        put(keys, "givenName", user.givenName());
        put(keys, "familyName", user.familyName());
        put(keys, "locale", user.locale());
        put(keys, "claims", user.claims().isEmpty() ? null : user.claims());
        put(keys, "roles", user.roles().stream().map(Enum::name).sorted().toList());
        put(keys, "groups", user.groups());
        put(keys, "preferredMethod", user.preferredMethod());
        put(keys, "enabled", user.enabled());
        return keys;
    }

    static Map<String, Object> client(LmsClient client) {
        ClientMetadata metadata = client.metadata();
        Map<String, Object> keys = new LinkedHashMap<>();
        put(keys, "clientId", client.clientId());
        put(keys, ImportedClient.NAME, client.name());
        put(keys, "authenticationMethods", metadata.authenticationMethods());
        put(keys, "jwks", metadata.jwks());
        put(keys, "jwksUri", metadata.jwksUri());
        put(keys, "grantTypes", metadata.grantTypes());
        put(keys, "redirectUris", metadata.redirectUris());
        put(keys, "postLogoutRedirectUris", metadata.postLogoutRedirectUris());
        put(keys, "backchannelLogoutUri", metadata.backchannelLogoutUri());
        put(keys, "frontchannelLogoutUri", metadata.frontchannelLogoutUri());
        put(keys, "scopes", metadata.scopes());
        put(keys, "requirePkce", metadata.requirePkce());
        put(keys, "requirePushedAuthorizationRequests", metadata.requirePushedAuthorizationRequests());
        put(keys, "consent", metadata.consent());
        put(keys, "requiredAcr", metadata.requiredAcr());
        put(keys, "acrNames", metadata.acrNames().isEmpty() ? null : metadata.acrNames());
        put(keys, "requireNonce", metadata.requireNonce());
        put(keys, "claimsInIdToken", metadata.claimsInIdToken());
        put(keys, "authenticationInUserInfo", metadata.authenticationInUserInfo());
        put(keys, "preset", metadata.preset());
        put(keys, "accessTokenAudience", metadata.accessTokenAudience());
        put(
                keys,
                "idTokenLife",
                metadata.idTokenLife() == null ? null : metadata.idTokenLife().toSeconds() + "s");
        put(keys, "exchangeAudiences", metadata.exchangeAudiences());
        put(keys, "accessTokenFormat", metadata.accessTokenFormat());
        put(keys, "subjectType", metadata.subjectType());
        put(keys, "sectorIdentifierUri", metadata.sectorIdentifierUri());
        put(keys, "refreshGrace", metadata.refreshGrace().toMillis() + "ms");
        put(keys, "idTokenSignedResponseAlg", metadata.idTokenSignedResponseAlg());
        put(keys, "dpopBoundAccessTokens", metadata.dpopBoundAccessTokens());
        put(keys, "tlsClientAuthSubjectDn", metadata.tlsClientAuthSubjectDn());
        put(keys, "tlsClientCertificateBoundAccessTokens", metadata.tlsClientCertificateBoundAccessTokens());
        put(keys, "fapi2", metadata.fapi2());
        return keys;
    }

    private static void put(Map<String, Object> keys, String key, @Nullable Object value) {
        if (value != null && !(value instanceof Collection<?> list && list.isEmpty())) {
            keys.put(key, value);
        }
    }
}
