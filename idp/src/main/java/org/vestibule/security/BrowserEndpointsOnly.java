package org.vestibule.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** The session counts where browsers come; endpoints of LMSs are blind to cookies (WEB-01). */
final class BrowserEndpointsOnly implements SecurityContextRepository {

    private final SecurityContextRepository sessions;
    private final SecurityContextRepository none = new NullSecurityContextRepository();

    BrowserEndpointsOnly(SecurityContextRepository sessions) {
        this.sessions = sessions;
    }

    private SecurityContextRepository of(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(AuthorizationRequests.PATH) || path.equals(EndSession.PATH) ? sessions : none;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return of(request).loadDeferredContext(request);
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return of(holder.getRequest()).loadContext(holder);
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveContext(context, request, response);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return of(request).containsContext(request);
    }
}
