package org.vestibule.session;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The framework's view of a session: factor authorities with the time of each proof, and the role. Never stored. */
public final class SessionAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient IdpUser user;

    public SessionAuthentication(IdpUser user) {
        super(authorities(user));
        this.user = user;
        setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(IdpUser user) {
        SignInSession session = user.session();
        List<GrantedAuthority> authorities = new ArrayList<>();
        authorities.add(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                .issuedAt(session.passwordAt())
                .build());
        if (session.factorAt() != null && session.factorMethod() != null) {
            authorities.add(
                    FactorGrantedAuthority.withAuthority(session.factorMethod().authority())
                            .issuedAt(session.factorAt())
                            .build());
        }
        user.user().roles().forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role.name())));
        return authorities;
    }

    @Override
    public IdpUser getPrincipal() {
        return user;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionAuthentication that && that.user.equals(user);
    }

    @Override
    public int hashCode() {
        return user.hashCode();
    }
}
