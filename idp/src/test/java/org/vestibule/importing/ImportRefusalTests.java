package org.vestibule.importing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Contract, section 5: refused whole, with file, line and reason. */
@ImportDataTest
class ImportRefusalTests {

    @Autowired
    private Importer importer;

    /** Each line is the third of a person; the person stands in lines 1 to 3. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nickname: Ann                 | users[0].nickname: unknown key",
                "emailService: off             | users[0].emailService: unknown key",
                "username: ann2                | users[0].username: is here twice",
                "email: ann                    | users[0].email: is not an e-mail address",
                "email: a@b@c                  | users[0].email: is not an e-mail address",
                "email:                        | users[0].email: is empty",
                "emailVerified: true           | users[0].emailVerified: needs an email",
                "emailVerified: maybe          | users[0].emailVerified: must be true or false",
                "enabled: 1                    | users[0].enabled: must be true or false",
                "locale: english language      | users[0].locale: is not a language tag",
                "claims: { nick: A }           | users[0].claims.nick: unknown key",
                "claims: { address: { street: A } } | users[0].claims.address.street: unknown key",
                "claims: [nickname]            | users[0].claims: must be keys with values",
                "roles: [ADMIN, BOSS]          | users[0].roles[1]: is not a role; there are ADMIN, HELP_DESK and AUDITOR",
                "roles: ADMIN                  | users[0].roles: must be a list",
                "groups: [{ name: a }]         | users[0].groups[0]: must be a single value",
                "password: short               | users[0].password: is too short: it needs 15 characters",
                "password: passwordpassword    | users[0].password: is on the list of common passwords",
                "password: annannannannann     | users[0].password: is made of the person's name",
                "passwordHash: plain           | users[0].passwordHash: is of no known format",
                "passwordHash: `{noop}secret`  | users[0].passwordHash: is of no known format",
                "totpSecret: GEZDGNBVGY3TQOJQ  | users[0].totpSecret: is not base32 of at least 16 bytes",
                "totpSecret: 0189018901890189018901890189 | users[0].totpSecret: is not base32",
                "phone: 0691234567             | users[0].phone: is not a phone number",
                "phoneVerified: true           | users[0].phoneVerified: needs a phone",
                "preferredMethod: email        | users[0].preferredMethod: is neither totp nor sms",
            })
    void applyWhenPersonsKeyIsWrongThenLineAndReason(String line, String expected) {
        String yaml = "users:\n  - username: ann\n    " + line.replace("`", "'") + "\n";
        assertThat(refusal(yaml)).contains("file.yaml, line 3: " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "newClientSecret: short             | clients[0].newClientSecret: must have 32 characters or more",
                "clientSecretOverlap: 91d           | clients[0].clientSecretOverlap: must be from 0 to 90 days",
                "jwksUri: `http://a.example/jwks`   | clients[0].jwksUri: must be https",
                "jwks: `https://a.example/jwks`     | clients[0].jwks: must be keys with values",
                "jwks: { keys: [] }                 | clients[0].jwks: has no public key",
                "jwks: { keys: [{ kty: EC }] }      | clients[0].jwks: has no public key",
                "jwks: { keys: [{ kty: EC, kid: `\\0` }] } | clients[0].jwks: has control characters",
                "jwks: { keys: x }                  | clients[0].jwks: has no public key",
                "jwks: { keys: [{ kty: oct, k: AAAA }] } | clients[0].jwks: has a private key",
                "authenticationMethods: [private_key_jwt] | clients[0].authenticationMethods: private_key_jwt needs jwks",
                "authenticationMethods: [client_secret_jwt] | clients[0].authenticationMethods[0]: is none of",
                "authenticationMethods: [none]      | clients[0].authenticationMethods: is none, so there may be no",
                "authenticationMethods: [tls_client_auth] | clients[0].authenticationMethods: tls_client_auth needs tlsC",
                "authenticationMethods: [self_signed_tls_client_auth] | clients[0].authenticationMethods: self_signed_tls",
                "authenticationMethods: [tls_client_auth, client_secret_basic] | clients[0].authenticationMethods: tls_c",
                "tlsClientAuthSubjectDn: CN=lms     | clients[0].tlsClientAuthSubjectDn: needs tls_client_auth",
                "tlsClientCertificateBoundAccessTokens: true | clients[0].tlsClientCertificateBoundAccessTokens: needs tls",
                "grantTypes: [implicit]             | clients[0].grantTypes[0]: is none of authorization_code",
                "grantTypes: [refresh_token]        | clients[0].grantTypes: refresh_token needs authorization_code",
                "redirectUris: [`http://lms.example.org/`] | clients[0].redirectUris[0]: must be https",
                "redirectUris: [`https://a.example/#f`] | clients[0].redirectUris[0]: must be a whole address",
                "redirectUris: [`https://*.example/`] | clients[0].redirectUris[0]: must be a whole address",
                "redirectUris: [`https://u@a.example/`] | clients[0].redirectUris[0]: must have a host and no user",
                "redirectUris: [`javascript:alert(1)`] | clients[0].redirectUris[0]: must be https",
                "redirectUris: [/callback]          | clients[0].redirectUris[0]: must be a whole address",
                "redirectUris: []                   | clients[0].redirectUris: is needed for authorization_code",
                "exchangeAudiences: [`https://api.example`] | clients[0].exchangeAudiences: needs token-exchange",
                "requiredAcr: high                  | clients[0].requiredAcr: is none of https://refeds.org/profile/sfa",
                "requiredAcr: `a b`                 | clients[0].requiredAcr: is no acr value",
                "acrNames: mfa                      | clients[0].acrNames: must be keys with values",
                "acrNames: { high: a }              | clients[0].acrNames.high: unknown key",
                "acrNames: { mfa: `a b` }           | clients[0].acrNames.mfa: is no acr value",
                "acrNames: { sfa: a, mfa: a }       | clients[0].acrNames: has one name for two steps",
                "acrNames: { sfa: `https://refeds.org/profile/mfa` } | clients[0].acrNames: has one name for two",
                "acrNames: { sfa: `https://refeds.org/profile/mfa`, mfa: b } | clients[0].acrNames: has one name for",
                "idTokenLife: long                  | clients[0].idTokenLife: is not a duration",
                "idTokenLife: 3d                    | clients[0].idTokenLife: must be from one minute to one day",
                "scopes: [`a b`]                    | clients[0].scopes[0]: is no scope",
            })
    void applyWhenClientsKeyIsWrongThenLineAndReason(String line, String expected) {
        String redirect = line.startsWith("redirectUris") ? "" : "\n    redirectUris: [\"https://a.example/cb\"]";
        String yaml = "clients:\n  - { clientId: lms, clientSecret: \"0123456789abcdef0123456789abcdef\" ,\n    "
                + line.replace("`", "\"") + (redirect.isEmpty() ? "" : ",") + redirect + " }\n";
        assertThat(refusal(yaml)).contains("file.yaml, line 3: " + expected);
    }

    /** OpenID Connect Front-Channel Logout, section 2. */
    @Test
    void applyWhenFrontChannelAddressIsOnAnotherHostThenRefused() {
        assertThat(refusal("""
                        clients:
                          - clientId: lms
                            clientSecret: 0123456789abcdef0123456789abcdef
                            redirectUris: ["https://a.example/cb"]
                            frontchannelLogoutUri: https://b.example/logout
                        """))
                .contains(
                        "line 5: clients[0].frontchannelLogoutUri: must be on the host and port of a redirect address");
    }

    /** RFC 8705, section 2.1.2. */
    @ParameterizedTest
    @ValueSource(strings = {"lms", "CN", "CN=a,"})
    void applyWhenTheNameOfACertificateIsNoneThenRefused(String name) {
        assertThat(refusal("""
                        clients:
                          - clientId: lms
                            authenticationMethods: [tls_client_auth]
                            redirectUris: ["https://a.example/cb"]
                            tlsClientAuthSubjectDn: %s
                        """.formatted(name)))
                .contains("line 5: clients[0].tlsClientAuthSubjectDn: is no distinguished name");
    }

    /** RFC 7591, section 2. */
    @Test
    void applyWhenKeysAreGivenTwiceThenRefused() {
        assertThat(refusal("""
                        clients:
                          - clientId: lms
                            authenticationMethods: [private_key_jwt]
                            redirectUris: ["https://a.example/cb"]
                            jwks: { keys: [] }
                            jwksUri: https://a.example/jwks
                        """)).contains("line 6: clients[0].jwksUri: stands beside jwks");
    }

    @Test
    void applyWhenTokenExchangeIsForAPublicClientOrForNobodyThenRefused() {
        assertThat(refusal("""
                        clients:
                          - clientId: app
                            grantTypes: ["urn:ietf:params:oauth:grant-type:token-exchange"]
                        """))
                .contains("line 3: clients[0].grantTypes: token-exchange needs a clientSecret")
                .contains("line 2: clients[0].exchangeAudiences: is needed for token-exchange");
    }

    @Test
    void applyWhenPublicClientWithoutPkceOrWithClientCredentialsThenRefused() {
        assertThat(refusal("""
                        clients:
                          - clientId: app
                            redirectUris: ["https://a.example/cb"]
                            requirePkce: false
                            grantTypes: [authorization_code, client_credentials]
                        """))
                .contains("line 4: clients[0].requirePkce: cannot be false for a public client")
                .contains("line 5: clients[0].grantTypes: client_credentials needs a clientSecret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "emailService: maybe               | settings.emailService: is neither off nor on",
                "emailService: on                  | settings.emailService: is on, and mail is not set up on this server",
                "trustedBrowserDays: 31            | settings.trustedBrowserDays: is not a number from 0 to 30",
                "trustedBrowserGroups: [teachers]  | settings.trustedBrowserGroups[0]: is not group=days",
                "qrCodeService: other              | settings.qrCodeService: is neither none nor google-authenticator",
                "smsService: other                 | settings.smsService: is neither none nor twilio",
                "smsService: twilio                | settings.smsService: is twilio, so the twilio account is needed",
                "twoFactorEnabled: true            | settings.twoFactorEnabled: is true, so qrCodeService or smsService",
                "totpWindow: 2                     | settings.totpWindow: is neither 0 nor 1",
                "requiredFor: some                 | settings.requiredFor: is neither nobody, everybody nor a list",
                "requiredFor: []                   | settings.requiredFor: names no group",
                "requiredFrom: 2026-02-30          | settings.requiredFrom: is not a date",
                "graceDays: 91                     | settings.graceDays: is not a number of days from 0 to 90",
                "allowedCountries: [Greece]        | settings.allowedCountries[0]: is not a country's ISO 3166 code",
                "twilio: { serviceSid: AC1 }       | settings.twilio.serviceSid: is not AC and 32 hexadecimal digits",
                "twilio: { serviceKey: `a b` }     | settings.twilio.serviceKey: has blanks or is too long",
                "twilio: { servicePhone: `123` }   | settings.twilio.servicePhone: is not + and 7 to 15 digits",
                "twilio: { }                       | settings.twilio.serviceSid: is missing",
            })
    void applyWhenSettingIsWrongThenLineAndReason(String line, String expected) {
        assertThat(refusal("settings:\n  " + line.replace("`", "\"") + "\n"))
                .contains("file.yaml, line 2: " + expected);
    }

    @Test
    void applyWhenSeveralThingsAreWrongThenAllAreToldInOrder() {
        String refusal = refusal("""
                users:
                  - username: ann
                    email: none
                  - groups: [a]
                  - username: ANN
                    password: nine green bottles
                    passwordHash: "{bcrypt}$2a$04$CG3epZ/f8EazHWwEIYi0XubX3GufX8spuFFSt2DpS2KQx4M8f/vjO"
                people: []
                """);
        assertThat(refusal)
                .containsSubsequence(
                        "line 3: users[0].email: is not an e-mail address",
                        "line 4: users[1].username: is missing",
                        "line 5: users[2].username: is in line 2 already",
                        "line 7: users[2].passwordHash: stands beside a password",
                        "line 8: people: unknown key");
    }

    @Test
    void applyWhenNotYamlThenLine() {
        assertThat(refusal("users:\n  - username: [ann\n")).contains("file.yaml, line 3: not YAML");
        assertThat(refusal("users: []\n---\nusers: []\n")).contains("not YAML");
        assertThat(refusal("- a\n")).contains("line 1: must be keys with values");
    }

    /** WEB-16: a refusal is printed and logged, so it has no value of the file. */
    @Requirement("WEB-16")
    @Test
    void applyWhenRefusedThenNoSecretIsTold() {
        assertThat(refusal("""
                        users:
                          - username: ann
                            password: tiny-secret
                            passwordHash: bare-secret
                            totpSecret: SECRET1
                        """)).doesNotContain("tiny-secret", "bare-secret", "SECRET1");
    }

    private String refusal(String yaml) {
        StartRefusedException refused =
                catchThrowableOfType(StartRefusedException.class, () -> importer.apply("file.yaml", yaml));
        assertThat(refused).as("refused").isNotNull();
        return String.valueOf(refused.getMessage());
    }
}
