package org.vestibule.bench.load;

import org.vestibule.bench.people.PeopleFiles;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;

/** What a learning platform asks of the provider without a browser. */
final class TokenRequests {

    private final String clientSecret;

    TokenRequests(LoadSettings settings) {
        this.clientSecret = settings.files().clientSecret();
    }

    ChainBuilder codeExchange() {
        return exec(token(SignIn.LAST_STEP)
                .formParam("grant_type", "authorization_code")
                .formParam("code", "#{authorizationCode}")
                .formParam("redirect_uri", PeopleFiles.REDIRECT)
                .formParam("code_verifier", "#{verifier}")
                .check(jsonPath("$.access_token").saveAs("accessToken"))
                .check(jsonPath("$.refresh_token").saveAs("refreshToken"))
                .check(jsonPath("$.id_token").validate("is that of this sign-in", (idToken, session) -> {
                    SignIn.request(session).requireAnsweredBy(idToken);
                    return idToken;
                })));
    }

    ChainBuilder refresh() {
        return exec(refreshing());
    }

    private HttpRequestActionBuilder refreshing() {
        return token("refresh")
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", "#{refreshToken}")
                .check(jsonPath("$.access_token").saveAs("accessToken"))
                .check(jsonPath("$.refresh_token").saveAs("refreshToken"));
    }

    /** As a client library does with every token it gets. */
    ChainBuilder refreshAndValidate(PublishedKeys keys) {
        return exec(refreshing().check(validated("$.access_token", keys)).check(validated("$.id_token", keys)));
    }

    private static CheckBuilder validated(String path, PublishedKeys keys) {
        return jsonPath(path).validate("can be validated", (token, session) -> {
            keys.require(token);
            return token;
        });
    }

    ChainBuilder clientCredentials() {
        return exec(token("client credentials")
                .formParam("grant_type", "client_credentials")
                .check(jsonPath("$.access_token").exists()));
    }

    ChainBuilder userInfo() {
        return exec(http("UserInfo")
                .get("/userinfo")
                .header("Authorization", "Bearer #{accessToken}")
                .check(status().is(200))
                .check(jsonPath("$.sub").exists()));
    }

    ChainBuilder publicDocuments() {
        return exec(http("discovery")
                        .get("/.well-known/openid-configuration")
                        .check(status().is(200))
                        .check(jsonPath("$.issuer").exists()))
                .exec(http("JWKS")
                        .get("/oauth2/jwks")
                        .check(status().is(200))
                        .check(jsonPath("$.keys[0].kid").exists()));
    }

    private HttpRequestActionBuilder token(String name) {
        return http(name)
                .post("/oauth2/token")
                .basicAuth(PeopleFiles.CLIENT, clientSecret)
                .check(status().is(200));
    }
}
