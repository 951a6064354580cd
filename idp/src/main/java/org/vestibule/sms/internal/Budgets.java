package org.vestibule.sms.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vestibule.secrets.KeyedHash;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsBudgetAlarm;
import org.vestibule.sms.SmsDelivery.Outcome;
import org.vestibule.throttle.Attempts;

/**
 * Budgets beyond the single person (SMS-09): number, prefix, address, country, all. Always taken in this order, inside one
 * transaction that is rolled back when one of them is empty, so that parallel senders cannot block each other for good.
 */
@Component
class Budgets {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String NUMBER_HOLD = "sms-number-hold";
    private static final String PREFIX_HOLD = "sms-prefix-hold";
    private static final double ALARM = 0.8;
    private static final int LAST_DIGITS = 4;
    private static final int IPV6_SITE_BYTES = 8;
    private static final int MESSAGES_PER_PHONE = 3;

    private final Attempts attempts;
    private final JdbcClient jdbc;
    private final KeyedHash hash;
    private final NumberRules rules;
    private final SmsLimits limits;
    private final ApplicationEventPublisher events;

    Budgets(
            Attempts attempts,
            JdbcClient jdbc,
            KeyedHash hash,
            NumberRules rules,
            SmsLimits limits,
            ApplicationEventPublisher events) {
        this.attempts = attempts;
        this.jdbc = jdbc;
        this.hash = hash;
        this.rules = rules;
        this.limits = limits;
        this.events = events;
    }

    /**
     * What an earlier answer of the gateway stops for a while, named as a budget is: a number whose owner wants no messages,
     * numbers of a beginning that a carrier or the pumping guard blocks (SMS-15).
     */
    Optional<String> held(PhoneNumber number) {
        if (attempts.taken(NUMBER_HOLD, keyed(number.e164())) > 0) {
            return Optional.of(NUMBER_HOLD);
        }
        return attempts.taken(PREFIX_HOLD, keyed(prefix(number))) > 0 ? Optional.of(PREFIX_HOLD) : Optional.empty();
    }

    /** Notes such an answer. */
    void hold(PhoneNumber number, Outcome outcome) {
        if (outcome == Outcome.OPTED_OUT) {
            attempts.take(NUMBER_HOLD, keyed(number.e164()), 1, DAY);
        } else if (outcome == Outcome.BLOCKED) {
            attempts.take(PREFIX_HOLD, keyed(prefix(number)), 1, HOUR);
        }
    }

    private static String prefix(PhoneNumber number) {
        return number.e164().substring(0, number.e164().length() - LAST_DIGITS);
    }

    /** One counter and what it allows. */
    private record Budget(String kind, String subject, int limit, Duration window) {}

    /** Takes one of each; the first that is empty is named, and the caller must roll back. */
    Optional<String> take(CodeRequest request) {
        for (Budget budget : of(request)) {
            if (attempts.take(budget.kind(), budget.subject(), budget.limit(), budget.window())
                    .isPresent()) {
                return Optional.of(budget.kind());
            }
            alarm(budget);
        }
        return Optional.empty();
    }

    /** Gives one of each back. */
    void giveBack(CodeRequest request) {
        of(request).forEach(budget -> attempts.giveBack(budget.kind(), budget.subject()));
    }

    private void alarm(Budget budget) {
        if (budget.kind().equals("sms-country-day") || budget.kind().equals("sms-all-day")) {
            int count = attempts.taken(budget.kind(), budget.subject());
            if (count == (int) Math.ceil(ALARM * budget.limit())) {
                events.publishEvent(new SmsBudgetAlarm(budget.kind(), budget.limit()));
            }
        }
    }

    private List<Budget> of(CodeRequest request) {
        PhoneNumber number = request.number();
        String whole = keyed(number.e164());
        String prefix = keyed(prefix(number));
        SmsLimits.Budget budget = limits.budget();
        String address = address(request.sourceIp());
        boolean known = known(request);
        return List.of(
                new Budget("sms-number-hour", whole, limits.number().hour(), HOUR),
                new Budget("sms-number-day", whole, limits.number().day(), DAY),
                new Budget("sms-prefix-hour", prefix, budget.prefixHour(), HOUR),
                known
                        ? new Budget("sms-known-address-hour", address, budget.knownAddressHour(), HOUR)
                        : new Budget("sms-address-hour", address, budget.addressHour(), HOUR),
                new Budget("sms-country-day", rules.country(number), budget.countryDay(), DAY),
                new Budget("sms-all-day", "", Math.max(budget.allDay(), MESSAGES_PER_PHONE * phones()), DAY));
    }

    private String keyed(String text) {
        return HexFormat.of().formatHex(hash.mac("sms-budget", text.getBytes(StandardCharsets.US_ASCII)));
    }

    private int phones() {
        return jdbc.sql("select count(*) from enrollment where method = 'sms' and status = 'active'")
                .query(Integer.class)
                .single();
    }

    // Signed in from there: a completed session of that address, this very one included where it is complete.
    private boolean known(CodeRequest request) {
        return request.sourceIp() != null
                && jdbc.sql("""
                                select exists (select 1 from login_session
                                where user_id = ? and complete and source_ip = cast(? as inet))
                                """)
                        .params(request.userId(), request.sourceIp())
                        .query(Boolean.class)
                        .single();
    }

    /** The address that is counted: of IPv6 only the part that names the site. */
    private static String address(@Nullable String ip) {
        if (ip == null || ip.indexOf(':') < 0) {
            return ip == null ? "unknown" : ip;
        }
        try {
            // a literal address: nothing is looked up
            byte[] bytes = Arrays.stream(InetAddress.getAllByName(ip))
                    .findFirst()
                    .orElseThrow()
                    .getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(IPV6_SITE_BYTES, bytes.length));
        } catch (UnknownHostException ex) {
            return "unknown";
        }
    }
}
