package org.vestibule.sample.signin;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refreshes expired tokens before a signed-in page is shown, and ends our session when the provider has ended its own. */
@Component
class CurrentTokens implements HandlerInterceptor, WebMvcConfigurer {

    private final TokenRefresh refresh;
    private final SecurityContextLogoutHandler session = new SecurityContextLogoutHandler();

    CurrentTokens(TokenRefresh refresh) {
        this.refresh = refresh;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(SignInSecurity.SIGNED_IN_PAGES);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person == null || refresh.whenExpired(person, request, response) != TokenRefresh.Outcome.ENDED) {
            return true;
        }
        session.logout(request, response, person);
        response.sendRedirect(request.getContextPath() + SignInEndedController.PATH);
        return false;
    }
}
