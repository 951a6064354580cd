package org.vestibule.lab;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.session.SignInSessions;

/**
 * Tells the frame of every page what is different on a shared computer: {@code shared}, its name (empty where only the session
 * knows), so that fields complete nothing; {@code nextLearner} where somebody's session is; {@code leftBehind} on the sign-in
 * page where somebody's is still there.
 */
@Configuration(proxyBeanMethods = false)
class SharedComputerPages implements WebMvcConfigurer, HandlerInterceptor {

    private final ObjectProvider<SharedComputers> computers;
    private final ObjectProvider<SignInSessions> sessions;

    SharedComputerPages(ObjectProvider<SharedComputers> computers, ObjectProvider<SignInSessions> sessions) {
        this.computers = computers;
        this.sessions = sessions;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView modelAndView) {
        // an error page must show without the database too
        if (modelAndView == null || request.getDispatcherType() == DispatcherType.ERROR) {
            return;
        }
        // a slice of another module's pages knows no shared computers
        String name = computers.stream()
                .flatMap(known -> known.of(request).stream())
                .map(SharedComputer::name)
                .findFirst()
                .orElse(null);
        boolean session = request.getUserPrincipal() instanceof SessionAuthentication authentication
                && authentication.getPrincipal().session().shared();
        if (name == null && !session) {
            return;
        }
        request.setAttribute("shared", name == null ? "" : name);
        if (!"signin/login".equals(modelAndView.getViewName())) {
            request.setAttribute("nextLearner", session);
        } else if (sessions.stream().anyMatch(known -> known.left(request).isPresent())) {
            request.setAttribute("leftBehind", true);
        }
    }
}
