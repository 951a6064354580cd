package org.vestibule.sample.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows redirects and keeps cookies by host alone, as browsers do: the port makes no difference. Knows no JavaScript. */
public final class Browser {

    private static final int MOST_REDIRECTS = 12;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new TreeMap<>();
    private final List<String> visited = new ArrayList<>();

    /** A page as it arrived. */
    public record Page(URI address, HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String heading() {
            Matcher heading = Pattern.compile("<h1>(.*?)</h1>").matcher(body());
            return heading.find() ? heading.group(1) : "";
        }
    }

    public Page open(String address) {
        return follow(get(address));
    }

    /** One answer, redirects not followed. */
    public Page get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    /** One answer to a program that shows an access token. */
    public Page getWithToken(String address, String accessToken) {
        return send(HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + accessToken));
    }

    /** Presses the button of the form with this action on the given page. */
    public Page submit(Page page, String action) {
        return follow(submitOnly(page, action));
    }

    public Page submitOnly(Page page, String action) {
        Matcher form = Pattern.compile(
                        "<form method=\"post\" action=\"" + Pattern.quote(action)
                                + "\">.*?name=\"_csrf\" value=\"([^\"]+)\"",
                        Pattern.DOTALL)
                .matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("no form " + action + " on " + page.address());
        }
        return post(page.address().resolve(action).toString(), "_csrf=" + form.group(1));
    }

    public Page post(String address, String body) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public void setCookie(String name, String value) {
        cookies.put(name, value);
    }

    /** Every address asked for since the start. */
    public List<String> visited() {
        return List.copyOf(visited);
    }

    private Page follow(Page first) {
        Page page = first;
        for (int i = 0; page.status() / 100 == 3; i++) {
            if (i == MOST_REDIRECTS) {
                throw new AssertionError("redirect loop: " + visited);
            }
            page = get(page.address().resolve(page.header("Location")).toString());
        }
        return page;
    }

    private Page send(HttpRequest.Builder request) {
        String jar = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .reduce("", (all, one) -> all.isEmpty() ? one : all + "; " + one);
        if (!jar.isEmpty()) {
            request.header("Cookie", jar);
        }
        try {
            HttpRequest built = request.header("Accept", "text/html").build();
            visited.add(built.uri().toString());
            HttpResponse<String> response = http.send(built, BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Page(built.uri(), response);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void keep(String header) {
        String[] cookie = header.split(";", -1)[0].split("=", 2);
        if (header.contains("Max-Age=0")) {
            cookies.remove(cookie[0]);
        } else {
            cookies.put(cookie[0], cookie[1]);
        }
    }
}
