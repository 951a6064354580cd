package org.vestibule.security;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** A request with other parameters than its address has; the query names them too, because the framework reads both. */
final class ReplacedParameters extends HttpServletRequestWrapper {

    private final Map<String, String[]> parameters;

    private ReplacedParameters(HttpServletRequest request, Map<String, String[]> parameters) {
        super(request);
        this.parameters = parameters;
    }

    static HttpServletRequest all(HttpServletRequest request, Map<String, String> parameters) {
        Map<String, String[]> all = new LinkedHashMap<>();
        parameters.forEach((name, value) -> all.put(name, new String[] {value}));
        return new ReplacedParameters(request, all);
    }

    static HttpServletRequest emptied(HttpServletRequest request, String parameter) {
        Map<String, String[]> all = new LinkedHashMap<>(request.getParameterMap());
        all.put(parameter, new String[] {""});
        return new ReplacedParameters(request, all);
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public String getQueryString() {
        return parameters.entrySet().stream()
                .flatMap(each -> Arrays.stream(each.getValue())
                        .map(value -> each.getKey() + '=' + UriUtils.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }
}
