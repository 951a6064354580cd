package org.vestibule.bench.roster;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser of the provider's pages: cookies, redirects, forms with their hidden fields. */
final class Pages {

    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\"[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value)=\"([^\"]*)\"");
    private static final String BOUNDARY = "vestibule-bench-roster";

    private final URI issuer;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Pages(URI issuer) {
        this.issuer = issuer;
    }

    /**
     * An answer after all redirects.
     *
     * @param path of the page
     */
    record Page(String path, String body) {

        /** What the page shows between these two texts. */
        String between(String before, String after) {
            int start = body.indexOf(before);
            int end = start < 0 ? -1 : body.indexOf(after, start + before.length());
            return end < 0 ? "" : body.substring(start + before.length(), end);
        }

        private Map<String, String> hidden(String action) {
            Map<String, String> fields = new LinkedHashMap<>();
            Matcher inputs = HIDDEN.matcher(between("action=\"" + action + "\"", "</form>"));
            while (inputs.find()) {
                Map<String, String> attributes = new LinkedHashMap<>();
                Matcher found = ATTRIBUTE.matcher(inputs.group());
                while (found.find()) {
                    attributes.put(found.group(1), found.group(2));
                }
                fields.put(attributes.getOrDefault("name", ""), attributes.getOrDefault("value", ""));
            }
            return fields;
        }
    }

    Page open(String path) {
        return send(HttpRequest.newBuilder(issuer.resolve(path)).GET());
    }

    /** Fills in and submits the form of a page that goes to an address. */
    Page submit(Page page, String action, Map<String, String> typed) {
        Map<String, String> fields = page.hidden(action);
        fields.putAll(typed);
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(posted(action, "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)));
    }

    /** The same with a file. */
    Page upload(Page page, String action, String file) {
        StringBuilder body = new StringBuilder(file.length() + 1024);
        page.hidden(action).forEach((name, value) -> part(body, "name=\"" + name + "\"", value));
        part(body, "name=\"file\"; filename=\"roster.csv\"", file);
        body.append("--").append(BOUNDARY).append("--\r\n");
        return send(posted(action, "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private static void part(StringBuilder body, String name, String value) {
        body.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; ");
        body.append(name).append("\r\n\r\n").append(value).append("\r\n");
    }

    private HttpRequest.Builder posted(String path, String contentType) {
        return HttpRequest.newBuilder(issuer.resolve(path))
                .header("Origin", issuer.toString())
                .header("Content-Type", contentType);
    }

    private Page send(HttpRequest.Builder request) {
        HttpRequest sent = request.header("Accept", "text/html,*/*;q=0.8")
                .header("Accept-Language", "en")
                .header("User-Agent", "vestibule-bench")
                .build();
        try {
            HttpResponse<String> answer = http.send(sent, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(sent.method() + " " + sent.uri() + ": " + answer.statusCode());
            }
            return new Page(answer.uri().getPath(), answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(sent.method() + " " + sent.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }
}
