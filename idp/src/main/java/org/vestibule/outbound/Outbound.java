package org.vestibule.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.vestibule.outbound.OutboundAnswer.Failure;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The one way to call an address that a client named (OID-20): https, or a host that the operator allows; no private
 * address, no redirect, no cookie; one time limit for everything.
 */
public final class Outbound implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Outbound.class);

    private final CloseableHttpClient http;
    private final OutboundProperties properties;
    private final ScheduledExecutorService deadlines;

    Outbound(CloseableHttpClient http, OutboundProperties properties, ScheduledExecutorService deadlines) {
        this.http = http;
        this.properties = properties;
        this.deadlines = deadlines;
    }

    /** @param longest the most bytes that the answer may have */
    public OutboundAnswer get(URI address, int longest) {
        HttpGet request = new HttpGet(address);
        request.setHeader("Accept", "application/json, application/jwk-set+json, */*;q=0.1");
        return call(request, address, longest);
    }

    /** @param longest the most bytes that the answer may have */
    public OutboundAnswer postForm(URI address, Map<String, String> fields, int longest) {
        HttpPost request = new HttpPost(address);
        List<NameValuePair> pairs = fields.entrySet().stream()
                .<NameValuePair>map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
                .toList();
        request.setEntity(new UrlEncodedFormEntity(pairs, UTF_8));
        return call(request, address, longest);
    }

    @Override
    public void destroy() {
        deadlines.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }

    private OutboundAnswer call(HttpUriRequestBase request, URI address, int longest) {
        if (!callable(address)) {
            return OutboundAnswer.failed(Failure.REFUSED);
        }
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return http.execute(request, response -> read(response, longest));
        } catch (CheckedNames.PrivateAddressException ex) {
            return OutboundAnswer.failed(Failure.REFUSED);
        } catch (IOException ex) {
            log.atDebug().addKeyValue("host", address.getHost()).setCause(ex).log("no answer");
            return OutboundAnswer.failed(request.isCancelled() ? Failure.TOO_LATE : Failure.UNREACHABLE);
        } finally {
            deadline.cancel(false);
        }
    }

    private boolean callable(URI address) {
        String host = address.getHost();
        return host != null
                && address.getRawUserInfo() == null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && properties.allowed(host)));
    }

    private static OutboundAnswer read(ClassicHttpResponse response, int longest) throws IOException {
        if (response.getEntity() == null) {
            return new OutboundAnswer(response.getCode(), "", null);
        }
        try (InputStream content = response.getEntity().getContent()) {
            byte[] body = content.readNBytes(longest + 1);
            if (body.length > longest) {
                // closing would read the rest, however long that is
                response.close();
                return OutboundAnswer.failed(Failure.TOO_LARGE);
            }
            return new OutboundAnswer(response.getCode(), new String(body, UTF_8), null);
        }
    }
}
