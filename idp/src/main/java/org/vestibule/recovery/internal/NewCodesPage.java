package org.vestibule.recovery.internal;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.vestibule.recovery.FirstRecoveryCodes;
import org.vestibule.session.CookieCsrfTokens;
import org.vestibule.session.IdpUser;

/** Makes codes and shows them once: always the answer to a form, never to a link (MFA-13, WEB-01). */
@Component
class NewCodesPage implements FirstRecoveryCodes {

    private final RecoveryCodeMaker maker;
    private final ShownCodes shown;
    private final RecoveryPages pages;
    private final CookieCsrfTokens csrfTokens;

    NewCodesPage(RecoveryCodeMaker maker, ShownCodes shown, RecoveryPages pages, CookieCsrfTokens csrfTokens) {
        this.maker = maker;
        this.shown = shown;
        this.pages = pages;
        this.csrfTokens = csrfTokens;
    }

    @Override
    public String show(IdpUser user, HttpServletRequest request, HttpServletResponse response, Model model) {
        csrfTokens.prepareRenewedSession(request, response);
        return page(user, maker.makeWhereNone(user.id(), user.session().id()), request, response, model);
    }

    /** @param made when the set was made that is to be replaced, null or empty where there is none */
    String showAnew(
            IdpUser user,
            @Nullable String made,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return page(user, maker.makeAnew(user.id(), user.session().id(), made), request, response, model);
    }

    private String page(
            IdpUser user,
            Optional<FreshCodes> fresh,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (fresh.isEmpty()) {
            return pages.state(user.id(), model);
        }
        String id = shown.keep(user.session().id(), fresh.get());
        model.addAttribute("form", new SavedForm(id, fresh.get().madeAt().toString(), null));
        return pages.codes(user, fresh.get(), model, RequestContextUtils.getLocale(request));
    }
}
