package org.vestibule.grant;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.vestibule.user.User;

/** The resource owner behind a grant, for the framework's token code: its name is the subject. */
final class GrantPrincipal extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String subject;

    GrantPrincipal(User user) {
        super(List.of());
        this.subject = user.id().toString();
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return subject;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GrantPrincipal that && that.subject.equals(subject);
    }

    @Override
    public int hashCode() {
        return subject.hashCode();
    }
}
