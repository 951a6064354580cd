package org.vestibule.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Whom the simulator refuses: any well-formed SID with any key is right, except a key that starts with {@code wrong};
 * numbers ending in 0404 do not exist, 0500 breaks the server, 0999 gets no answer (contract, section 3).
 */
final class TwilioRules {

    private static final Pattern SID = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{7,15}");

    /** @param credentials user name and password */
    TwilioAnswer answer(String account, String[] credentials, Map<String, String> form, Instant now) {
        if (!SID.matcher(account).matches()
                || !account.equals(credentials[0])
                || credentials[1].isEmpty()
                || credentials[1].startsWith("wrong")) {
            return TwilioAnswer.refused(401, 20003, "Authenticate");
        }
        String to = form.getOrDefault("To", "");
        String from = form.getOrDefault("From", "");
        String body = form.getOrDefault("Body", "");
        if (!NUMBER.matcher(from).matches()) {
            return TwilioAnswer.refused(400, 21603, "A 'From' phone number is required.");
        }
        if (body.isEmpty()) {
            return TwilioAnswer.refused(400, 21602, "Message body is required.");
        }
        if (!NUMBER.matcher(to).matches() || to.endsWith("0404")) {
            return TwilioAnswer.refused(400, 21211, "Invalid 'To' Phone Number: " + to);
        }
        if (to.endsWith("0500")) {
            return TwilioAnswer.refused(500, 20500, "An internal server error has occurred");
        }
        if (to.endsWith("0999")) {
            return TwilioAnswer.silence();
        }
        return TwilioAnswer.accepted(resource(account, from, to, body, now), new Inbox.Entry(to, null, body, now));
    }

    private static Map<String, ?> resource(String account, String from, String to, String body, Instant now) {
        String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("sid", sid);
        resource.put("account_sid", account);
        resource.put("api_version", "2010-04-01");
        resource.put("from", from);
        resource.put("to", to);
        resource.put("body", body);
        resource.put("status", "queued");
        resource.put("direction", "outbound-api");
        resource.put("num_segments", "1");
        resource.put("num_media", "0");
        resource.put("date_created", date);
        resource.put("date_updated", date);
        resource.put("date_sent", null);
        resource.put("price", null);
        resource.put("price_unit", "USD");
        resource.put("error_code", null);
        resource.put("error_message", null);
        resource.put("messaging_service_sid", null);
        resource.put("uri", "/2010-04-01/Accounts/" + account + "/Messages/" + sid + ".json");
        resource.put("subresource_uris", Map.of());
        return resource;
    }
}
