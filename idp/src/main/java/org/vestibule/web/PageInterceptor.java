package org.vestibule.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.validation.Errors;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Gives every page its {@link Page}, and answers 422 where a form comes back with errors. A confirmation after a
 * redirect is {@code ?status=KEY}, where the messages {@code status.*} are the fixed list of keys; a page that is not
 * redirected to puts a ready text into the model as {@code statusMessage}.
 */
final class PageInterceptor implements HandlerInterceptor {

    private static final Pattern STATUS_KEY = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur");

    /** What says which page it is; what somebody typed, a secret even, does not go round once more. */
    private static final Set<String> KEPT = Set.of(
            "request",
            "held",
            "method",
            "add",
            "replaces",
            "factor",
            "token",
            "user_code",
            "preset",
            "q",
            "twoFactor",
            "state",
            "page",
            "user",
            "event",
            "from",
            "to",
            "before");

    private final IdpProperties properties;
    private final MessageSource messages;
    private final String assets;

    PageInterceptor(IdpProperties properties, MessageSource messages, String assets) {
        this.properties = properties;
        this.messages = messages;
        this.assets = assets;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof ResourceHttpRequestHandler)) {
            request.setAttribute(Page.ATTRIBUTE, page(request));
        }
        return true;
    }

    private Page page(HttpServletRequest request) {
        Locale locale = RequestContextUtils.getLocale(request);
        return new Page(
                properties.name(),
                properties.help(),
                request.getRequestURI(),
                back(request),
                RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr",
                request::isUserInRole,
                status(request.getParameter("status"), locale),
                false,
                assets);
    }

    /** The answer to a form, an error page and what an application asked for cannot be opened a second time. */
    private static @Nullable String back(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!HttpMethod.GET.matches(request.getMethod())
                || request.getDispatcherType() != DispatcherType.REQUEST
                || path.startsWith("/oauth2/")
                || path.startsWith("/connect/")) {
            return null;
        }
        String query = request.getQueryString() == null
                ? ""
                : Arrays.stream(request.getQueryString().split("&", -1))
                        .filter(part -> KEPT.contains(part.split("=", 2)[0]))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + '?' + query;
    }

    private @Nullable String status(@Nullable String key, Locale locale) {
        return key != null && STATUS_KEY.matcher(key).matches()
                ? messages.getMessage("status." + key, null, null, locale)
                : null;
    }

    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView modelAndView) {
        if (modelAndView == null || !(request.getAttribute(Page.ATTRIBUTE) instanceof Page page)) {
            return;
        }
        if (modelAndView.getModel().get("statusMessage") instanceof String text) {
            page = page.withStatus(text);
        }
        if (refused(modelAndView)) {
            page = page.asFailed();
            if (response.getStatus() == HttpServletResponse.SC_OK) {
                response.setStatus(422);
            }
        }
        request.setAttribute(Page.ATTRIBUTE, page);
    }

    private static boolean refused(ModelAndView page) {
        return page.getModel().values().stream()
                .anyMatch(value -> value instanceof Errors errors && errors.hasErrors());
    }
}
