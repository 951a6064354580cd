package org.vestibule.web;

import java.util.Locale;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;

/**
 * The one error page, and the one JSON shape for callers that want JSON only. Both carry a reference number that is in
 * the log too, and nothing from inside (WEB-09).
 */
@Controller
class ErrorPages implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);
    private static final int RETRY_SECONDS = 30;

    private final ErrorAttributes errors;
    private final MessageSource messages;
    private final IdpProperties properties;

    ErrorPages(ErrorAttributes errors, MessageSource messages, IdpProperties properties) {
        this.errors = errors;
        this.messages = messages;
        this.properties = properties;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    Object error(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        Throwable cause = errors.getError(new ServletWebRequest(request));
        ErrorCase errorCase = ErrorCase.of(status(request), cause, request);
        int status = errorCase == ErrorCase.UNAVAILABLE ? 503 : status(request);
        String reference = Reference.next();
        log(status, reference, request, cause);
        if (status == 503 && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setStatus(status);
        return wantsJsonOnly(request)
                ? json(status, errorCase, reference, locale)
                : new ModelAndView("web/error")
                        .addObject("error", errorCase.key())
                        .addObject("reference", reference)
                        .addObject("minutes", minutes(response.getHeader(HttpHeaders.RETRY_AFTER)));
    }

    /** Somebody who opens the page by its address has asked for something that is not there. */
    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status && status >= 400
                ? status
                : 404;
    }

    private static void log(int status, String reference, HttpServletRequest request, @Nullable Throwable cause) {
        var line = status >= 500 ? log.atError().setCause(cause) : log.atInfo();
        line.addKeyValue("status", status)
                .addKeyValue("reference", reference)
                .addKeyValue("path", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .log("error page shown");
    }

    private static boolean wantsJsonOnly(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    private ResponseEntity<ProblemDetail> json(int status, ErrorCase errorCase, String reference, Locale locale) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setTitle(
                messages.getMessage("error." + errorCase.key() + ".title", new Object[] {properties.name()}, locale));
        problem.setProperty("reference", reference);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static long minutes(@Nullable String retryAfter) {
        boolean seconds = retryAfter != null && retryAfter.matches("[0-9]{1,6}");
        return seconds ? Math.max(1, (Long.parseLong(retryAfter) + 59) / 60) : 1;
    }
}
