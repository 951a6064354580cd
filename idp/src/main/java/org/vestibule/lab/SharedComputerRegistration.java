package org.vestibule.lab;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionCookies;
import org.vestibule.session.SignInSessions;
import org.vestibule.trust.TrustedBrowsers;

/** Makes a shared computer of the browser that an administrator sits at. */
@Component
class SharedComputerRegistration {

    private final SharedComputers computers;
    private final SharedComputerAdministration administration;
    private final SignInSessions sessions;
    private final TrustedBrowsers trusted;
    private final SessionCookies cookies;

    SharedComputerRegistration(
            SharedComputers computers,
            SharedComputerAdministration administration,
            SignInSessions sessions,
            TrustedBrowsers trusted,
            SessionCookies cookies) {
        this.computers = computers;
        this.administration = administration;
        this.sessions = sessions;
        this.trusted = trusted;
        this.cookies = cookies;
    }

    /** What it was registered as before is removed, and nobody stays signed in or known there, the administrator included. */
    @Transactional
    public void register(String name, IdpUser administrator, HttpServletRequest request, HttpServletResponse response) {
        computers.of(request).ifPresent(former -> administration.remove(former, administrator.id()));
        String token = cookies.newValue();
        administration.register(name, token, administrator.id());
        trusted.forget(request, administrator.id());
        sessions.signOut(administrator, response);
        cookies.forgetPeople(response);
        cookies.writeShared(response, token);
    }
}
