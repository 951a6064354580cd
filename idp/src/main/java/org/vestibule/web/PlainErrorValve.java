package org.vestibule.web;

import java.io.IOException;
import java.io.Writer;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page for what fails before the application is reached, such as a request that cannot be parsed, or when the error
 * page itself fails: plain, without styles and without Tomcat's name (WEB-09). Tomcat makes it by its class name.
 */
public final class PlainErrorValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(PlainErrorValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String reference = Reference.next();
        log.atInfo()
                .setCause(status >= 500 ? throwable : null)
                .addKeyValue("status", status)
                .addKeyValue("reference", reference)
                .log("plain error page shown");
        try {
            write(response, status, reference);
        } catch (IOException | IllegalStateException gone) {
            log.atDebug().setCause(gone).addKeyValue("reference", reference).log("nobody left to answer");
        }
    }

    private static void write(Response response, int status, String reference) throws IOException {
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        Writer writer = response.getReporter();
        if (writer != null) {
            String heading = status < 500 ? "That request did not work" : "Something went wrong";
            writer.write("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + heading
                    + "</title></head><body><main><h1>" + heading + "</h1><p>Go back and try again.</p><p>Reference: "
                    + reference + "</p></main></body></html>");
            response.finishResponse();
        }
    }
}
