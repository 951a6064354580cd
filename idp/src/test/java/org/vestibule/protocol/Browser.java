package org.vestibule.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A browser without script: cookies, redirects within the provider, forms with their hidden fields. */
final class Browser {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final Pattern FORM =
            Pattern.compile("<form\\b[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\"([^>]*)>");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

    private final URI base;
    private @Nullable String acceptLanguage;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Browser(URI base) {
        this.base = base;
    }

    URI base() {
        return base;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /** Says from now on what its person reads, as browsers do. */
    Browser speaking(String languages) {
        acceptLanguage = languages;
        return this;
    }

    /** Another browser with the same cookies: what a thief of them would have. */
    Browser copy() {
        Browser copy = new Browser(base);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Opens an address and follows redirects as long as they stay at the provider. */
    Page open(String path) {
        return follow(send("GET", path, null));
    }

    /** Opens an address without following redirects. */
    Page get(String path) {
        return send("GET", path, null);
    }

    /** Fills in and submits the form of a page that goes to an address. */
    Page submit(Page page, String action, Map<String, String> fields) {
        return follow(post(page, action, fields));
    }

    /** The same without following redirects. */
    Page post(Page page, String action, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(page.hidden(action));
        all.putAll(fields);
        return send("POST", action, all);
    }

    /** Submits the form of a page with a file; follows redirects. */
    Page upload(Page page, String action, Map<String, String> fields, byte[] file) {
        String boundary = "----vestibule" + UUID.randomUUID();
        Map<String, String> all = new LinkedHashMap<>(page.hidden(action));
        all.putAll(fields);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        all.forEach((name, value) -> body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n"
                                + "Content-Type: text/csv\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return follow(send(
                "POST",
                action,
                "multipart/form-data; boundary=" + boundary,
                HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Sends a form that no page made. */
    Page postRaw(String path, Map<String, String> fields) {
        return send("POST", path, fields);
    }

    private Page follow(Page page) {
        Page at = page;
        for (int hop = 0; hop < 10 && at.redirectsHere(); hop++) {
            at = send("GET", at.location(), null);
        }
        return at;
    }

    private Page send(String method, String path, @Nullable Map<String, String> form) {
        return form == null
                ? send(method, path, null, HttpRequest.BodyPublishers.noBody())
                : send(
                        method,
                        path,
                        "application/x-www-form-urlencoded",
                        HttpRequest.BodyPublishers.ofString(encode(form)));
    }

    private Page send(String method, String path, @Nullable String contentType, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/html");
        if (acceptLanguage != null) {
            request.header("Accept-Language", acceptLanguage);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        request.method(method, body);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Page(base, response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String pair = setCookie.substring(0, setCookie.indexOf(';'));
        String name = pair.substring(0, pair.indexOf('='));
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** An answer. */
    record Page(URI base, HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        /** The text without tags, entities resolved. */
        String text() {
            return HtmlUtils.htmlUnescape(body().replaceAll("<[^>]*>", " ")).replaceAll("\\s+", " ");
        }

        String path() {
            return response.uri().getPath();
        }

        String location() {
            return response.headers().firstValue("Location").orElse("");
        }

        boolean redirectsHere() {
            String location = location();
            return status() / 100 == 3 && (location.startsWith("/") || location.startsWith(base.toString()));
        }

        /** A parameter of the address that the answer redirects to. */
        String parameter(String name) {
            Matcher matcher = Pattern.compile("[?&]" + name + "=([^&#]*)").matcher(location());
            return matcher.find() ? java.net.URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Map<String, String> hidden(String action) {
            Matcher forms = FORM.matcher(body());
            while (forms.find()) {
                if (HtmlUtils.htmlUnescape(forms.group(1)).equals(action)) {
                    return hiddenFields(forms.group(2));
                }
            }
            throw new AssertionError("no form to " + action + " in " + status() + " " + path() + ": " + text());
        }

        private static Map<String, String> hiddenFields(String form) {
            Map<String, String> fields = new LinkedHashMap<>();
            Matcher inputs = HIDDEN.matcher(form);
            while (inputs.find()) {
                Matcher name = NAME.matcher(inputs.group(1));
                Matcher value = VALUE.matcher(inputs.group(1));
                if (name.find() && value.find()) {
                    fields.put(name.group(1), HtmlUtils.htmlUnescape(value.group(1)));
                }
            }
            return fields;
        }
    }
}
