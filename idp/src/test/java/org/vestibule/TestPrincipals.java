package org.vestibule;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.vestibule.session.FactorMethod;
import org.vestibule.session.IdpUser;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.user.User;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

/** Signed-in people for slice tests of pages. */
public final class TestPrincipals {

    private TestPrincipals() {}

    /** Signed in with the password and the first of the enrolled methods, if any. */
    public static IdpUser signedIn(User user, FactorMethod... enrolled) {
        Set<FactorMethod> methods = Arrays.stream(enrolled).collect(Collectors.toSet());
        return new IdpUser(
                user,
                TestPeople.session(user.id(), enrolled.length == 0 ? null : enrolled[0], MovingClock.START),
                methods);
    }

    /** Sends a request as that person. */
    public static RequestPostProcessor as(IdpUser user) {
        return authentication(new SessionAuthentication(user));
    }
}
