package org.vestibule.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Reads the security context from the session's row, once a request and only when somebody asks for it. Nothing is ever
 * saved through it: sign-in writes rows, and the next request sees them.
 */
@Component
public class SessionSecurityContextRepository implements SecurityContextRepository {

    private static final SecurityContextHolderStrategy CONTEXTS = SecurityContextHolder.getContextHolderStrategy();

    private final SignInSessions sessions;
    private final SessionCookies cookies;

    SessionSecurityContextRepository(SignInSessions sessions, SessionCookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new LoadOnce(() -> load(request));
    }

    private SecurityContext load(HttpServletRequest request) {
        if (!containsContext(request)) {
            return CONTEXTS.createEmptyContext();
        }
        return sessions.find(request)
                .<SecurityContext>map(user -> new SecurityContextImpl(new SessionAuthentication(user)))
                .orElseGet(CONTEXTS::createEmptyContext);
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // the row is the state; there is nothing else to keep
    }

    /**
     * Asked before every request, static files and health included, so it must not cost a query: whether the cookie is
     * worth anything is seen when somebody wants to know who it is.
     */
    @Override
    public boolean containsContext(HttpServletRequest request) {
        return cookies.session(request).isPresent();
    }
}
