package org.vestibule.bench.load;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.vestibule.bench.people.Learner;
import org.vestibule.bench.people.PeopleFiles;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;

import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;

/** A whole sign-in as a fresh browser and a learning platform do it: page, password, code, code exchange. */
final class SignIn {

    static final String LAST_STEP = "code exchange";

    private static final int MAX_REDIRECTS = 5;

    private final LoadSettings settings;
    private final Learners learners;
    private final TokenRequests tokens;
    private final Clock clock = Clock.systemUTC();

    SignIn(LoadSettings settings, TokenRequests tokens) {
        this.settings = settings;
        this.learners = new Learners(settings.files().people());
        this.tokens = tokens;
    }

    ChainBuilder steps() {
        return exec(this::begin)
                .exec(Refusals.unless("learner", "no learner has an unused code: make more people"))
                .exec(password())
                .exec(code())
                .exec(this::readAnswer)
                .exec(Refusals.unless("authorizationCode", "the answer is not the one to the request"))
                .exec(tokens.codeExchange())
                .exec(this::end)
                .exitHereIfFailed();
    }

    private ChainBuilder password() {
        return exec(http("sign-in page")
                        .get("/oauth2/authorize")
                        .queryParamMap(session -> request(session).parameters())
                        .check(status().is(200))
                        .check(form("form[action$='/login']").saveAs("signInForm")))
                .exitHereIfFailed()
                .exec(http("password")
                        .post("/login")
                        .header("Origin", settings.issuer().toString())
                        .formParamMap(session -> filled(
                                session,
                                "signInForm",
                                Map.of(
                                        "username", learner(session).person().username(),
                                        "password", learner(session).person().password())))
                        .check(status().is(200))
                        .check(form("form[action$='/login/second-factor']").saveAs("codeForm")))
                .exitHereIfFailed();
    }

    /** Ends at the redirect to the learning platform, which nobody need serve. */
    private ChainBuilder code() {
        return exec(http("code")
                        .post("/login/second-factor")
                        .disableFollowRedirect()
                        .header("Origin", settings.issuer().toString())
                        .formParamMap(session -> filled(
                                session,
                                "codeForm",
                                Map.of("code", learner(session).code(clock.instant()))))
                        .check(status().in(302, 303))
                        .check(header("Location").saveAs("location")))
                .exitHereIfFailed()
                .asLongAs(SignIn::isUnderWay, "redirects")
                .on(exec(http("authorization")
                                .get("#{location}")
                                .disableFollowRedirect()
                                .check(status().in(302, 303))
                                .check(header("Location").saveAs("location")))
                        .exitHereIfFailed());
    }

    private static boolean isUnderWay(Session session) {
        return !location(session).startsWith(PeopleFiles.REDIRECT + "?") && session.getInt("redirects") < MAX_REDIRECTS;
    }

    private Session begin(Session session) {
        Session begun = session.removeAll("learner", "authorizationCode").set("request", AuthorizationRequest.fresh());
        return learners.take(clock.instant())
                .map(learner -> begun.set("learner", learner))
                .orElse(begun);
    }

    private Session readAnswer(Session session) {
        return request(session)
                .code(location(session), settings.issuer())
                .map(code -> session.setAll(Map.of(
                        "authorizationCode", code, "verifier", request(session).verifier())))
                .orElse(session);
    }

    private Session end(Session session) {
        learners.giveBack(learner(session));
        return session;
    }

    /** The form as the page filled it in, hidden fields included, with what the person types. */
    private static Map<String, Object> filled(Session session, String form, Map<String, String> typed) {
        Map<String, Object> fields = new HashMap<>(required(session.<Map<String, Object>>get(form)));
        fields.putAll(typed);
        return fields;
    }

    private static String location(Session session) {
        return required(session.getString("location"));
    }

    private static Learner learner(Session session) {
        return required(session.<Learner>get("learner"));
    }

    static AuthorizationRequest request(Session session) {
        return required(session.<AuthorizationRequest>get("request"));
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a step of the sign-in was left out");
        }
        return value;
    }
}
