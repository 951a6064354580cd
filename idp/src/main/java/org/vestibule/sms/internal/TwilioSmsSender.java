package org.vestibule.sms.internal;

import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.vestibule.settings.TwilioAccount;
import org.vestibule.sms.PhoneNumber;
import org.vestibule.sms.SmsDelivery;
import org.vestibule.sms.SmsDelivery.Outcome;
import org.vestibule.sms.SmsSender;

import com.twilio.exception.ApiException;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;

/**
 * Sends through Twilio's own library, without its static state: each message has the account that the settings name at
 * that moment. At most ten at a time; a gateway that hangs costs a caller the total deadline and nobody else anything.
 */
final class TwilioSmsSender implements SmsSender {

    private static final Logger log = LoggerFactory.getLogger(TwilioSmsSender.class);

    private static final int CONCURRENT = 10;
    private static final Duration TEST_VALIDITY = Duration.ofMinutes(5);
    private static final String TEST_BODY = "This is a test message from Vestibule. Text messages work.";

    private final Semaphore bulkhead = new Semaphore(CONCURRENT);
    private final java.net.http.HttpClient http;
    private final SmsProperties.Twilio properties;
    private final UnaryOperator<URI> address;
    private final GatewayBreaker breaker;

    /** @param address where to send what the library addresses to Twilio's host */
    TwilioSmsSender(SmsProperties.Twilio properties, UnaryOperator<URI> address, Clock clock) {
        this.properties = properties;
        this.address = address;
        this.breaker = new GatewayBreaker(clock);
        this.http = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .build();
    }

    @Override
    public SmsDelivery send(TwilioAccount account, PhoneNumber to, String body, Duration validity) {
        if (!breaker.permits(account)) {
            return new SmsDelivery(Outcome.NOT_SENT, 0);
        }
        return sendNow(account, to, body, validity);
    }

    @Override
    public SmsDelivery sendTest(TwilioAccount account, PhoneNumber to) {
        return sendNow(account, to, TEST_BODY, TEST_VALIDITY);
    }

    private SmsDelivery sendNow(TwilioAccount account, PhoneNumber to, String body, Duration validity) {
        if (!bulkhead.tryAcquire()) {
            return new SmsDelivery(Outcome.NOT_SENT, 0);
        }
        try {
            SmsDelivery delivery = exchange(account, to, body, validity);
            breaker.record(account, delivery.outcome());
            if (!delivery.accepted()) {
                log.atLevel(delivery.outcome().needsAdministrator() ? Level.ERROR : Level.WARN)
                        .addKeyValue("number", to.masked())
                        .addKeyValue("outcome", delivery.outcome().id())
                        .addKeyValue("code", delivery.code())
                        .log("text message not accepted by Twilio");
            }
            return delivery;
        } finally {
            bulkhead.release();
        }
    }

    private SmsDelivery exchange(TwilioAccount account, PhoneNumber to, String body, Duration validity) {
        TwilioHttpClient client = new TwilioHttpClient(
                http,
                address,
                properties.readTimeout(),
                properties.connectTimeout().plus(properties.readTimeout()));
        TwilioRestClient twilio = new TwilioRestClient.Builder(account.serviceSid(), account.serviceKey())
                .httpClient(client)
                .build();
        try {
            Message message = new MessageCreator(
                            new com.twilio.type.PhoneNumber(to.e164()),
                            new com.twilio.type.PhoneNumber(account.servicePhone()),
                            body)
                    .setValidityPeriod((int) validity.toSeconds())
                    .create(twilio);
            Integer code = message.getErrorCode();
            return code == null || code == 0
                    ? new SmsDelivery(Outcome.ACCEPTED, 0)
                    : TwilioAnswers.refusal(code, client.status());
        } catch (TwilioHttpClient.NotConnected ex) {
            return new SmsDelivery(Outcome.NOT_SENT, 0);
        } catch (ApiException ex) {
            return TwilioAnswers.refusal(ex.getCode() == null ? 0 : ex.getCode(), client.status());
        } catch (TwilioException ex) {
            // an answer that is no JSON: only its status can tell
            return TwilioAnswers.refusal(0, client.status());
        }
    }
}
