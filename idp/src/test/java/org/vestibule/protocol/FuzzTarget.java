package org.vestibule.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An endpoint and a request that is well-formed there, to be spoilt.
 *
 * @param method {@code GET}: the parameters are in the address, otherwise in a form
 * @param parameters by name, percent-encoded
 * @param headers further header lines
 */
record FuzzTarget(String method, String path, Map<String, String> parameters, List<String> headers) {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    FuzzTarget with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put(name, value);
        return new FuzzTarget(method, path, all, headers);
    }

    /** Every parameter spoilt in every way, one at a time, and one more that nobody knows. */
    List<String> spoiltParameters() {
        List<String> requests = new ArrayList<>();
        for (String name : with("unknown", "x").parameters().keySet()) {
            String others = encoded(name);
            for (String odd : OddInput.parameters(name, parameters.getOrDefault(name, "x"), path.hashCode())) {
                requests.add(request(others.isEmpty() ? odd : odd + '&' + others));
            }
        }
        return requests;
    }

    /** Everything around the parameters spoilt. */
    List<String> spoiltFrames() {
        String parameters = encoded("");
        List<String> requests = new ArrayList<>();
        OddInput.headers(path.hashCode()).forEach(odd -> {
            String name = odd.substring(0, Math.max(0, odd.indexOf(':') + 1));
            List<String> kept =
                    headers.stream().filter(line -> !line.startsWith(name)).collect(Collectors.toList());
            kept.add(odd);
            requests.add(request(method, path, parameters, kept, FORM));
        });
        for (String other : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "X")) {
            requests.add(request(other, path, parameters, headers, FORM));
        }
        for (String type : List.of(
                "application/json",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded; charset=utf-16",
                "application/x-www-form-urlencoded; charset=nonsense",
                "\u00e9/;;")) {
            requests.add(request("POST", path, "{\"" + parameters + "\":[1]}", headers, "Content-Type: " + type));
            requests.add(request("POST", path, parameters, headers, "Content-Type: " + type));
        }
        requests.add(request("POST", path, "", headers, "X-No-Type: 1"));
        requests.add(request("POST", path + '?' + parameters, parameters, headers, FORM));
        requests.add(request("POST", path + '?' + parameters, "", headers, FORM));
        requests.add(request("POST", path, "x=" + "A".repeat(100_000), headers, FORM));
        requests.add(request("POST", path, "x=1&".repeat(200), headers, FORM));
        for (String odd :
                List.of("/", ";x=1", "%00", "%2e", "%C0%AF", "%zz", "//", "?", "?%zz", "?\u00e9", "#x", "%5c")) {
            requests.add(request(method, path + odd, parameters, headers, FORM));
        }
        requests.add(request(method, '/' + path, parameters, headers, FORM));
        requests.add(request(method, "/x/.." + path, parameters, headers, FORM));
        return requests;
    }

    String request(String parameters) {
        return request(method, path, parameters, headers, FORM);
    }

    private String encoded(String without) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(without))
                .map(parameter -> parameter.getKey() + '=' + parameter.getValue())
                .collect(Collectors.joining("&"));
    }

    private static String request(String method, String path, String parameters, List<String> headers, String type) {
        boolean inAddress = !method.equals("POST") && !method.equals("PUT") && !method.equals("PATCH");
        String address =
                inAddress && !parameters.isEmpty() ? path + (path.contains("?") ? "&" : "?") + parameters : path;
        List<String> lines = new ArrayList<>(List.of(method + ' ' + address + " HTTP/1.1", "Host: localhost"));
        lines.addAll(headers);
        lines.add("Connection: close");
        if (!inAddress) {
            lines.add(type);
            lines.add("Content-Length: " + parameters.getBytes(StandardCharsets.ISO_8859_1).length);
        }
        return String.join("\r\n", lines) + "\r\n\r\n" + (inAddress ? "" : parameters);
    }

    @Override
    public String toString() {
        return method + ' ' + path + ' ' + parameters.getOrDefault("grant_type", "");
    }
}
