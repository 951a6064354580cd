package org.vestibule.sample.signin;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/** Brings people back to the page they wanted, else to their courses. */
@Component
class SignInSucceeded extends SavedRequestAwareAuthenticationSuccessHandler {

    private final StepUp stepUp;

    SignInSucceeded(StepUp stepUp, RequestCache requests) {
        this.stepUp = stepUp;
        setRequestCache(requests);
        setDefaultTargetUrl("/courses");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        stepUp.answered(request);
        super.onAuthenticationSuccess(request, response, authentication);
    }
}
