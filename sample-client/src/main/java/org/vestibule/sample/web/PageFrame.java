package org.vestibule.sample.web;

import java.time.ZoneId;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page shows: the platform and, when signed in, the person. */
@ControllerAdvice
class PageFrame {

    private final LmsProperties lms;

    PageFrame(LmsProperties lms) {
        this.lms = lms;
    }

    @ModelAttribute("lms")
    LmsProperties lms() {
        return lms;
    }

    @ModelAttribute("theme")
    String theme() {
        return "theme-" + lms.theme().name().toLowerCase(Locale.ROOT);
    }

    /** Which entry of the navigation is the page itself. */
    @ModelAttribute("path")
    String path(HttpServletRequest request) {
        return request.getServletPath();
    }

    /** The zone times are shown in; pages name it next to every time. */
    @ModelAttribute("zone")
    ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** The name to greet with; absent when nobody is signed in. */
    @ModelAttribute("person")
    @Nullable
    String person(@AuthenticationPrincipal @Nullable OidcUser user) {
        if (user == null) {
            return null;
        }
        if (user.getFullName() != null) {
            return user.getFullName();
        }
        return user.getPreferredUsername() != null ? user.getPreferredUsername() : user.getSubject();
    }
}
