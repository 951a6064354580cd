package org.vestibule.sample.web;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/** Error pages and error answers say no more than the status and a reference that is also in the log. */
@Component
public class ErrorReference extends DefaultErrorAttributes {

    /** Name of the request attribute that turns a refusal into the page that says a form has expired. */
    public static final String EXPIRED = ErrorReference.class.getName() + ".EXPIRED";

    private static final Logger log = LoggerFactory.getLogger(ErrorReference.class);

    @Override
    public Map<String, @Nullable Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, @Nullable Object> found = super.getErrorAttributes(request, options);
        String reference = Reference.next();
        log.warn("error page: status={} reference={}", found.get("status"), reference, getError(request));
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("status", found.get("status"));
        shown.put("reference", reference);
        if (Boolean.TRUE.equals(request.getAttribute(EXPIRED, RequestAttributes.SCOPE_REQUEST))) {
            shown.put("expired", true);
        }
        return shown;
    }
}
