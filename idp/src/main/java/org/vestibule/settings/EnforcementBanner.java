package org.vestibule.settings;

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

/** Tells every administrator on every page while nobody is asked for a second factor (MFA-11). */
@Configuration(proxyBeanMethods = false)
class EnforcementBanner implements WebMvcConfigurer, HandlerInterceptor {

    private static final Banner NOBODY_ASKED =
            new Banner("settings.banner", "settings.banner.link", "/admin/settings/security");

    private final ObjectProvider<SecuritySettingsStore> store;

    EnforcementBanner(ObjectProvider<SecuritySettingsStore> store) {
        this.store = store;
    }

    /** What the frame of a page shows: message keys of its text and link, and the link's path. */
    record Banner(String text, String link, String href) {}

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
        if (modelAndView == null
                || request.getDispatcherType() == DispatcherType.ERROR
                || !request.isUserInRole("ADMIN")) {
            return;
        }
        // a slice of another module's pages has no settings
        store.ifAvailable(settings -> {
            if (!settings.current().asksEnrolled()) {
                request.setAttribute("banner", NOBODY_ASKED);
            }
        });
    }
}
