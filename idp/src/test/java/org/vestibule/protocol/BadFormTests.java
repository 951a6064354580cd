package org.vestibule.protocol;

import java.lang.reflect.RecordComponent;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.protocol.RawHttp.Answer;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WEB-06, WEB-09, OID-03: every parameter that a page takes, spoilt in every way, with the right CSRF token. Pages and
 * parameters come from the routes, so a new one cannot be forgotten.
 */
@Requirement({"OID-03", "WEB-06", "WEB-09"})
@ProtocolTest
class BadFormTests {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");
    private static final Map<String, String> GOOD = Map.of(
            "code", "123456",
            "phone", "%2B12025550142",
            "method", "totp",
            "preferred", "totp",
            "authenticationType", "totp",
            "decision", "allow",
            "saved", "true");

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    private Person person;
    private Lms lms;
    private Browser browser;
    private final Map<String, String> csrf = new HashMap<>();
    private String signedRequest = "";

    enum Visitor {
        STRANGER("/login"),
        PASSWORD_GIVEN("/login/second-factor"),
        ADMINISTRATOR("/account");

        final String page;

        Visitor(String page) {
            this.page = page;
        }
    }

    @BeforeEach
    void everythingIsOn() {
        people.twoFactor(true, true);
        person = people.administrator();
        people.enrolApp(person);
        lms = people.lms(people.client());
        browser = people.browser();
    }

    @AfterEach
    void settingsAsBefore() {
        people.twoFactor(true, true);
    }

    @ParameterizedTest
    @EnumSource(Visitor.class)
    void pageWhenInputIsBadThenNeitherFailsNorLeadsAstray(Visitor visitor) {
        List<String> faults = new ArrayList<>();
        come(visitor);
        List<FuzzTarget> targets = targets(visitor);
        for (FuzzTarget target : targets) {
            Stream.concat(
                            target.spoiltParameters().stream(),
                            visitor == Visitor.STRANGER && target.method().equals("POST")
                                    ? target.spoiltFrames().stream()
                                    : Stream.of())
                    .forEach(request -> {
                        Answer answer = send(request, visitor);
                        Specified.fault(target.path(), answer).ifPresent(fault -> faults.add(fault + ": " + answer));
                    });
        }
        assertThat(targets).hasSizeGreaterThan(5);
        assertThat(faults.stream().limit(20)).as("%d faults", faults.size()).isEmpty();
    }

    /** Puts the cookies of the moment and a fresh CSRF token into a request that was made with marks for them. */
    private Answer send(String request, Visitor visitor) {
        String filled = request.replace("COOKIES", cookies()).replace("SIGNED", signedRequest);
        if (filled.contains("CSRF")) {
            filled = filled.replace("CSRF", csrf(filled.startsWith("POST /login ") ? "/login" : visitor.page));
        }
        int end = filled.indexOf("\r\n\r\n") + 4;
        Answer answer = RawHttp.send(
                environment.getRequiredProperty("local.server.port", Integer.class),
                filled.replaceFirst("Content-Length: [0-9]+", "Content-Length: " + (filled.length() - end)));
        if (answer.headers().stream().anyMatch(line -> line.startsWith("Set-Cookie: vestibule_session"))) {
            come(visitor);
        }
        return answer;
    }

    private void come(Visitor visitor) {
        OffsetDateTime now = people.clock().instant().atOffset(ZoneOffset.UTC);
        csrf.clear();
        browser = switch (visitor) {
            case STRANGER -> people.browser();
            case PASSWORD_GIVEN -> new PreparedSession(person.id(), now, null, null, false).open(people, jdbc);
            case ADMINISTRATOR -> new PreparedSession(person.id(), now, now, "totp", true).open(people, jdbc);
        };
        signedRequest = browser.get(lms.authorize("prompt", visitor == Visitor.ADMINISTRATOR ? "consent" : ""))
                .parameter("request");
    }

    /** Good as long as the cookies are. */
    private String csrf(String page) {
        return csrf.computeIfAbsent(page, address -> {
            Matcher token = CSRF.matcher(browser.get(address).body());
            return token.find() ? token.group(1) : "none";
        });
    }

    private String cookies() {
        StringBuilder line = new StringBuilder();
        browser.cookies()
                .forEach((name, value) ->
                        line.append(name).append('=').append(value).append("; "));
        return line.toString();
    }

    private List<FuzzTarget> targets(Visitor visitor) {
        List<FuzzTarget> targets = new ArrayList<>();
        routes.getHandlerMethods().forEach((mapping, handler) -> {
            for (String pattern : new TreeSet<>(mapping.getPatternValues())) {
                for (String method : methods(mapping.getMethodsCondition().getMethods())) {
                    boolean asked = visitor != Visitor.PASSWORD_GIVEN || pattern.startsWith("/login");
                    // programs register there, without forms
                    if (asked && !pattern.startsWith("/connect/")) {
                        targets.add(target(method, pattern.replaceAll("\\{[^}]*}", "totp"), handler));
                    }
                }
            }
        });
        return targets;
    }

    private static Collection<String> methods(Set<RequestMethod> methods) {
        return methods.isEmpty()
                ? List.of("GET", "POST")
                : methods.stream().map(RequestMethod::name).toList();
    }

    private FuzzTarget target(String method, String path, HandlerMethod handler) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Arrays.stream(handler.getMethodParameters())
                .flatMap(BadFormTests::names)
                .forEach(name -> parameters.put(name, GOOD.getOrDefault(name, "x")));
        parameters.computeIfPresent("request", (name, value) -> "SIGNED");
        if (method.equals("POST")) {
            parameters.put("_csrf", "CSRF");
        }
        return new FuzzTarget(method, path, parameters, List.of("Cookie: COOKIES", "Accept: text/html"));
    }

    private static Stream<String> names(MethodParameter parameter) {
        RequestParam single = parameter.getParameterAnnotation(RequestParam.class);
        if (single != null) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            return Stream.of(single.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : single.name());
        }
        return parameter.hasParameterAnnotation(ModelAttribute.class)
                        && parameter.getParameterType().isRecord()
                ? Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                : Stream.of();
    }
}
