package org.vestibule.session;

import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.vestibule.user.User;
import org.vestibule.web.LanguageReader;
import org.vestibule.web.Languages;

/**
 * The principal: person and session as the database says at this request, so never stale (MFA-07). Two are equal when
 * they are the same person.
 */
public final class IdpUser implements Principal, LanguageReader {

    private final User user;
    private final SignInSession session;
    private final Set<FactorMethod> enrolled;
    private final CodesState codes;
    private final SetUpState setUp;

    public IdpUser(User user, SignInSession session, Set<FactorMethod> enrolled) {
        this(user, session, enrolled, CodesState.NONE, SetUpState.NONE);
    }

    /**
     * @param enrolled methods with an active enrolment, recovery codes not among them
     * @param codes how far the person has got with recovery codes
     * @param setUp whether a reset of the second factor is not over yet
     */
    public IdpUser(User user, SignInSession session, Set<FactorMethod> enrolled, CodesState codes, SetUpState setUp) {
        this.user = user;
        this.session = session;
        this.enrolled = Set.copyOf(enrolled);
        this.codes = codes;
        this.setUp = setUp;
    }

    public User user() {
        return user;
    }

    public UUID id() {
        return user.id();
    }

    public SignInSession session() {
        return session;
    }

    public Set<FactorMethod> enrolled() {
        return enrolled;
    }

    public CodesState codes() {
        return codes;
    }

    @Override
    public Optional<Locale> chosenLanguage() {
        return session.complete() ? Languages.of(user.locale()) : Optional.empty();
    }

    public SetUpState setUp() {
        return setUp;
    }

    /** The subject, never the user name (OID-19). */
    @Override
    public String getName() {
        return user.id().toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdpUser that && that.user.id().equals(user.id());
    }

    @Override
    public int hashCode() {
        return user.id().hashCode();
    }

    @Override
    public String toString() {
        return "IdpUser[" + user.id() + "]";
    }
}
