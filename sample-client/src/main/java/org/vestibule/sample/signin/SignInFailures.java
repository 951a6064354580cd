package org.vestibule.sample.signin;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.vestibule.sample.web.Reference;

/**
 * Leads every failed sign-in to one page. It redirects, so that neither the code nor the state of a failed answer stays in the
 * address bar; the cause goes to the log under the reference the page shows.
 */
@Component
class SignInFailures implements AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(SignInFailures.class);

    private final StepUp stepUp;

    SignInFailures(StepUp stepUp) {
        this.stepUp = stepUp;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        stepUp.abandoned(request);
        redirect(request, response, reason(cause), cause);
    }

    /** A failure before the person was sent to the provider: the discovery, else an address that names no client of ours. */
    void onRequestFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (!(cause.getCause() instanceof AuthenticationServiceException)) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return;
        }
        stepUp.abandoned(request);
        redirect(request, response, SignInFailure.UNAVAILABLE, cause);
    }

    private static void redirect(
            HttpServletRequest request, HttpServletResponse response, SignInFailure failure, Exception cause)
            throws IOException {
        String reference = Reference.next();
        if (failure == SignInFailure.CANCELLED) {
            log.info("sign-in cancelled: reference={}", reference);
        } else {
            log.warn("sign-in failed: reason={} reference={}", failure.word(), reference, cause);
        }
        response.sendRedirect(request.getContextPath() + SignInFailedController.PATH + "?reason=" + failure.word()
                + "&reference=" + reference);
    }

    private static SignInFailure reason(AuthenticationException cause) {
        if (cause instanceof AuthenticationServiceException) {
            return SignInFailure.UNAVAILABLE;
        }
        String error = cause instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "none";
        return switch (error) {
            case "access_denied" -> SignInFailure.CANCELLED;
            case "unmet_authentication_requirements" -> SignInFailure.TWO_FACTOR_NEEDED;
            case "temporarily_unavailable", "server_error" -> SignInFailure.UNAVAILABLE;
            default -> causedByConnection(cause) ? SignInFailure.UNAVAILABLE : SignInFailure.REFUSED;
        };
    }

    private static boolean causedByConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
