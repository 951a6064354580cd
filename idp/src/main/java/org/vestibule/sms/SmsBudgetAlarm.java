package org.vestibule.sms;

import java.util.Map;

import org.vestibule.event.SecurityEvent;

/** Four fifths of a day's text messages are spent; at the whole of it no more are sent until tomorrow (SMS-09). */
public record SmsBudgetAlarm(String budget, int limit) implements SecurityEvent {

    @Override
    public String event() {
        return "sms.budget-alarm";
    }

    @Override
    public Map<String, Object> detail() {
        return Map.of("budget", budget, "limit", limit);
    }
}
