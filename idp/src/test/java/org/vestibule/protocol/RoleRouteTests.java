package org.vestibule.protocol;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.ProtocolFixture.People;
import org.vestibule.protocol.ProtocolFixture.Person;
import org.vestibule.requirement.Requirement;
import org.vestibule.user.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** WEB-11: who reaches which route. The routes come from the application, so a new one that no rule names fails here. */
@Requirement("WEB-11")
@ProtocolTest
class RoleRouteTests {

    private static final Set<Visitor> EVERYBODY = EnumSet.allOf(Visitor.class);
    private static final Set<Visitor> SIGNED_IN = EnumSet.complementOf(EnumSet.of(Visitor.ANONYMOUS));
    private static final Set<Visitor> STAFF = EnumSet.of(Visitor.AUDITOR, Visitor.HELP_DESK, Visitor.ADMINISTRATOR);
    private static final Set<Visitor> HELP = EnumSet.of(Visitor.HELP_DESK, Visitor.ADMINISTRATOR);
    private static final Set<Visitor> READERS = EnumSet.of(Visitor.AUDITOR, Visitor.ADMINISTRATOR);
    private static final Set<Visitor> ADMINISTRATORS = EnumSet.of(Visitor.ADMINISTRATOR);

    /** The first that matches counts. */
    private static final List<Rule> RULES = List.of(
            new Rule("GET /admin(/users(/\\{id})?)?", STAFF),
            new Rule("GET /admin/audit(/export)?", READERS),
            new Rule("(GET|POST) /admin/users/\\{id}/(sign-out|unlock|invite|reset-two-factor|trusted-browsers)", HELP),
            new Rule("(GET|POST) /admin/users/(new|\\{id}/(edit|enable|disable))", ADMINISTRATORS),
            new Rule("(GET|POST) /admin/users/import.*", ADMINISTRATORS),
            new Rule("(GET|POST) /admin/settings/(security|trusted-browsers).*", ADMINISTRATORS),
            new Rule("(GET|POST) /admin/clients.*", ADMINISTRATORS),
            new Rule("(GET|POST) /admin/shared-computers(/new|/\\{id}/(remove|sign-out))?", ADMINISTRATORS),
            new Rule("(GET|POST) /account(/.*)?", SIGNED_IN),
            new Rule("GET /", EVERYBODY),
            new Rule(
                    "(GET|POST) /(login|logout|next-learner|password|activate|language|signed-out|error)(/.*)?",
                    EVERYBODY),
            new Rule("(GET|POST) /email.*", EVERYBODY));

    /** Routes of programs, which know no visitor, and steps that answer by how far a sign-in or a request has got. */
    private static final Pattern OWN_ANSWER =
            Pattern.compile("[A-Z]+ /(oauth2/|connect/|userinfo|livez|readyz|\\.well-known/|consent|device|login/).*");

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    /** Who comes. */
    enum Visitor {
        ANONYMOUS(null),
        LEARNER(null),
        AUDITOR(Role.AUDITOR),
        HELP_DESK(Role.HELP_DESK),
        ADMINISTRATOR(Role.ADMIN);

        private final @Nullable Role role;

        Visitor(@Nullable Role role) {
            this.role = role;
        }

        Set<Role> roles() {
            return role == null ? Set.of() : Set.of(role);
        }
    }

    private record Rule(Pattern route, Set<Visitor> reach) {
        Rule(String route, Set<Visitor> reach) {
            this(Pattern.compile(route), reach);
        }
    }

    /** Alternatives of a variable, such as the kinds of an action, are routes of their own. */
    private record Route(String method, String path) {
        @Override
        public String toString() {
            return method + ' ' + path;
        }
    }

    @BeforeEach
    void twoFactorIsOn() {
        people.twoFactor(true, true);
    }

    @Test
    void everyRouteWhenListedThenARuleNamesIt() {
        assertThat(routes())
                .hasSizeGreaterThan(40)
                .allSatisfy(route -> assertThat(
                                OWN_ANSWER.matcher(route.toString()).matches()
                                        || RULES.stream().anyMatch(rule -> names(rule, route)))
                        .as("a rule for " + route)
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void everyRouteWhenVisitedThenReachedAsTheRulesSay(Visitor visitor) {
        Browser browser = people.browser();
        if (visitor != Visitor.ANONYMOUS) {
            signIn(browser, people.person(visitor.roles()));
        }
        String start = visitor == Visitor.ANONYMOUS ? "/login" : "/account";
        Map<String, String> csrf = csrf(browser, start);
        for (Route route : routes()) {
            Set<Visitor> reach = reach(route);
            boolean administration = route.path().startsWith("/admin");
            // a reached POST outside of the administration would change or end the visitor's own session
            if (reach == null
                    || reach.equals(EVERYBODY)
                    || (reach.contains(visitor)
                            && !administration
                            && !route.method().equals("GET"))) {
                continue;
            }
            String address =
                    route.path().replace("{id}", UUID.randomUUID().toString()).replaceAll("\\{[^}]*}", "x");
            Page page = route.method().equals("GET") ? browser.get(address) : browser.postRaw(address, csrf);
            assertThat(refused(page))
                    .as("%s: %s, %s %s", visitor, route, page.status(), page.location())
                    .isEqualTo(!reach.contains(visitor));
        }
    }

    /** The help desk cannot change staff by any path, itself included; and nobody but administrators gives roles. */
    @ParameterizedTest
    @EnumSource(
            value = Visitor.class,
            names = {"LEARNER", "AUDITOR", "HELP_DESK", "ADMINISTRATOR"})
    void helpDeskWhenActingThenOnlyOnPeopleWithoutARole(Visitor rank) {
        Person helper = people.person(Set.of(Role.HELP_DESK));
        Browser browser = people.browser();
        signIn(browser, helper);
        Person target = people.person(rank.roles());
        Map<String, String> form = csrf(browser, "/account");
        form.putAll(Map.of("administrator", "true", "version", "0", "reason", "phone lost", "confirmation", "true"));
        for (Person person : List.of(target, helper)) {
            boolean helped = person.equals(target) && rank == Visitor.LEARNER;
            for (Route route : routes()) {
                if (!route.path().startsWith("/admin/users/{id}/")) {
                    continue;
                }
                String address = route.path().replace("{id}", person.id().toString());
                Page page = route.method().equals("GET") ? browser.get(address) : browser.postRaw(address, form);
                assertThat(page.status() != 403)
                        .as("%s on %s", route, rank)
                        .isEqualTo(helped && HELP.equals(reach(route)));
            }
        }
        assertThat(jdbc.sql(
                                        "select count(*) from audit_event where actor_id = ? and user_id = ? and event like 'person.%'")
                                .params(helper.id(), target.id())
                                .query(Long.class)
                                .single()
                        > 0)
                .isEqualTo(rank == Visitor.LEARNER);
        assertThat(jdbc.sql("select role from user_role where user_id = ?")
                        .param(target.id())
                        .query(String.class)
                        .list())
                .hasSameElementsAs(rank.roles().stream().map(Role::name).toList());
    }

    /** Letters of the address written as %XX, or an id that is none, are no way around the rank. */
    @Test
    void helpDeskWhenTheAddressIsWrittenOddlyThenStaffStayOutOfReach() {
        Browser browser = people.browser();
        signIn(browser, people.person(Set.of(Role.HELP_DESK)));
        String id = people.administrator().id().toString();
        Map<String, String> csrf = csrf(browser, "/account");
        for (String odd : List.of(
                "%3" + id.charAt(0) + id.substring(1), id.toUpperCase(Locale.ROOT), "%20" + id, id + "%20", "x")) {
            assertThat(browser.postRaw("/admin/users/" + odd + "/sign-out", csrf)
                            .status())
                    .as(odd)
                    .isIn(403, 404, 400);
        }
    }

    @Test
    void administratorWhenGivingARoleThenTheOwnerIsSignedOutAndFindsThePages() {
        Browser browser = people.browser();
        signIn(browser, people.administrator());
        Person person = people.person();
        Browser theirs = people.browser();
        signIn(theirs, person);
        String path = "/admin/users/" + person.id() + "/edit";
        Page saved = browser.submit(browser.open(path), path, Map.of("helpDesk", "true"));
        assertThat(saved.text()).contains("Changes saved", "Help desk");
        assertThat(theirs.open("/account").path()).isEqualTo("/login");
        signIn(theirs, person);
        Page first = theirs.open("/admin");
        assertThat(first.path()).isEqualTo("/admin/users");
        assertThat(first.body())
                .doesNotContain("/admin/settings", "/admin/clients", "/admin/audit", "/admin/users/new");
        assertThat(jdbc.sql(
                                "select detail->>'roles' from audit_event where event = 'person.roles-changed' and user_id = ?")
                        .param(person.id())
                        .query(String.class)
                        .list())
                .containsExactly("HELP_DESK");
    }

    /** MFA-08, WEB-11: staff with a second factor open nothing by the password alone. */
    @Requirement({"MFA-08", "WEB-11"})
    @ParameterizedTest
    @EnumSource(Role.class)
    void administrationWhenStaffGaveOnlyThePasswordThenAsksForTheSecondFactor(Role role) {
        Person person = people.person(Set.of(role));
        people.enrolApp(person);
        people.twoFactor(false, false);
        Browser browser = people.browser();
        signIn(browser, person);
        assertThat(browser.get("/admin/users").location()).startsWith("/login/second-factor");
    }

    private static void signIn(Browser browser, Person person) {
        SignIn.password(browser, browser.open("/login"), person);
    }

    private static Map<String, String> csrf(Browser browser, String page) {
        return new HashMap<>(browser.open(page).hidden(page.equals("/login") ? "/login" : "/logout"));
    }

    private static boolean refused(Page page) {
        return page.status() == 403
                || page.status() == 401
                || (page.status() == 302 && page.location().startsWith("/login"));
    }

    private static boolean names(Rule rule, Route route) {
        return rule.route().matcher(route.toString()).matches();
    }

    private static @Nullable Set<Visitor> reach(Route route) {
        return RULES.stream()
                .filter(rule -> names(rule, route))
                .map(Rule::reach)
                .findFirst()
                .orElse(null);
    }

    private List<Route> routes() {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .flatMap(RoleRouteTests::alternatives)
                        .flatMap(path -> methods(info).map(method -> new Route(method, path))))
                .distinct()
                .filter(route -> !route.path().startsWith("/demo"))
                .toList();
    }

    private static Stream<String> methods(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().isEmpty()
                ? Stream.of("GET", "POST")
                : info.getMethodsCondition().getMethods().stream().map(Enum::name);
    }

    private static Stream<String> alternatives(String pattern) {
        Matcher choice = Pattern.compile("\\{[a-zA-Z]+:([a-z|-]+)}").matcher(pattern);
        return choice.find()
                ? Arrays.stream(choice.group(1).split("\\|", -1)).map(one -> pattern.replace(choice.group(), one))
                : Stream.of(pattern);
    }
}
