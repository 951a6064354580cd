package org.vestibule.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

import org.vestibule.protocol.Browser.Page;
import org.vestibule.protocol.Lms.Answer;

/** A television set of an LMS: asks for codes, shows one, and asks again and again (RFC 8628). */
final class Device {

    static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    static final String ENDPOINT = "/oauth2/device_authorization";

    private final Lms lms;
    private final Answer codes;

    private Device(Lms lms, Answer codes) {
        this.lms = lms;
        this.codes = codes;
    }

    static Device begin(Lms lms, String scope) {
        return new Device(lms, lms.token(ENDPOINT, Map.of("scope", scope)));
    }

    /** Of a client without a secret. */
    static Device beginOpenly(Lms app, String scope) {
        return new Device(app, app.postOpenly(ENDPOINT, Map.of("client_id", app.clientId(), "scope", scope)));
    }

    Answer codes() {
        return codes;
    }

    String userCode() {
        return codes.text("user_code");
    }

    Answer poll() {
        return poll(lms);
    }

    Answer poll(Lms client) {
        return client.token(form());
    }

    Answer pollOpenly() {
        Map<String, String> form = new LinkedHashMap<>(form());
        form.put("client_id", lms.clientId());
        return lms.postOpenly("/oauth2/token", form);
    }

    private Map<String, String> form() {
        return Map.of("grant_type", GRANT, "device_code", codes.text("device_code"));
    }

    /** The person types the code of the screen. */
    Page enter(Browser browser) {
        return browser.submit(browser.open("/device"), "/device", Map.of("userCode", userCode()));
    }

    static Page decide(Browser browser, Page confirmation, String decision) {
        return browser.submit(confirmation, confirmation.path(), Map.of("decision", decision));
    }

    Page allow(Browser browser) {
        return decide(browser, enter(browser), "allow");
    }
}
