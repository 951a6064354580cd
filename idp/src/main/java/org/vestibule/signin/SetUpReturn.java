package org.vestibule.signin;

import java.net.URI;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.web.SecurityHeaders;

/**
 * Carries the request of an LMS or page that wants a second factor through the pages that set one up, and returns to it at
 * their end. The pages know of it only that they hand it on: {@code signedRequest} as a hidden field, {@code carried} behind
 * the address of a link, {@code again} as the address of a new start, {@code onward} as the
 * address of what comes after, {@code cancelled} as the address of Cancel.
 */
final class SetUpReturn implements HandlerInterceptor {

    private static final String OVERVIEW = "redirect:/account/two-factor";
    private static final String SET_UP = OVERVIEW + "/";

    private final SignInFlow flow;

    SetUpReturn(SignInFlow flow) {
        this.flow = flow;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page == null || page.getViewName() == null) {
            return;
        }
        String view = page.getViewName();
        if (!view.startsWith("redirect:")) {
            explain(page);
        }
        Optional<ReturnTo> returnTo = carried(request);
        if (returnTo.isPresent()) {
            carry(request, page, view, returnTo.get());
        }
    }

    /** Whoever must set up a second factor or save codes is told so; the former can only sign out instead. */
    private void explain(ModelAndView page) {
        signedIn().filter(flow::mustSetUp).ifPresent(user -> {
            page.addObject("enforced", true);
            page.addObject("cancelled", "/logout/confirm");
        });
        signedIn().filter(flow::mustSaveCodes).ifPresent(user -> page.addObject("codesOwed", true));
    }

    private void carry(HttpServletRequest request, ModelAndView page, String view, ReturnTo returnTo) {
        String signed = request.getParameter(ReturnRequests.PARAMETER);
        if (view.startsWith(SET_UP)) {
            page.setViewName(view + parameter(view, signed));
        } else if (view.startsWith(OVERVIEW) && HttpMethod.POST.matches(request.getMethod())) {
            // where both factors were asked anew, the one just set up is the second of them
            page.setViewName("redirect:"
                    + signedIn()
                            .map(user -> flow.finish(
                                    Optional.of(returnTo), user.session().id(), true))
                            .orElseGet(returnTo::target));
        } else if (!view.startsWith("redirect:")) {
            page.addObject("signedRequest", signed);
            page.addObject("carried", parameter("", signed));
            if (page.getModel().get("again") instanceof String again) {
                page.addObject("again", again + parameter(again, signed));
            }
            page.addObject("onward", returnTo.target());
            if (returnTo.cancelled() != null) {
                page.addObject("cancelled", returnTo.cancelled());
            }
            URI address = returnTo.redirectAddress();
            if (address != null) {
                SecurityHeaders.allowFormAction(request, address);
            }
        }
    }

    /** Before the page does anything: a request that is not ours any more ends here. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        carried(request);
        return true;
    }

    private static Optional<IdpUser> signedIn() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication session
                ? Optional.of(session.getPrincipal())
                : Optional.empty();
    }

    private Optional<ReturnTo> carried(HttpServletRequest request) {
        return flow.returnTo(request.getParameter(ReturnRequests.PARAMETER), request);
    }

    /** It consists of letters, digits, hyphens, underscores and a dot, so it needs no encoding. */
    private static String parameter(String address, @Nullable String signed) {
        return (address.indexOf('?') < 0 ? "?" : "&") + ReturnRequests.PARAMETER + '=' + signed;
    }
}
