package org.vestibule.security;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.vestibule.security.Gate.Step;
import org.vestibule.security.Gate.StepDecision;
import org.vestibule.session.SessionAuthentication;
import org.vestibule.user.Role;
import org.vestibule.user.User;
import org.vestibule.user.Users;

/**
 * What roles other than the administrator's may reach (WEB-11). All of them prove as much as an administrator; what is not
 * named here is for administrators alone.
 */
@Component
class StaffGate {

    private final Gate gate;
    private final Users users;

    StaffGate(Gate gate, Users users) {
        this.gate = gate;
        this.users = users;
    }

    /** Somebody with one of these roles. */
    AuthorizationManager<RequestAuthorizationContext> any(Role... roles) {
        Set<Role> wanted = Set.of(roles);
        return only((user, context) -> !Collections.disjoint(user.roles(), wanted), gate.staff());
    }

    /**
     * An administrator, or the help desk where the person named by {@code id} in the address has no role; freshly proven. Nobody
     * helps people of the own rank, so a role cannot be won by resetting its holder.
     */
    AuthorizationManager<RequestAuthorizationContext> help() {
        return only(
                (user, context) -> user.isAdministrator()
                        || (user.roles().contains(Role.HELP_DESK)
                                && !staff(context.getVariables().get("id"))),
                gate.sensitiveStaff());
    }

    /** What names nobody is taken for staff. */
    private boolean staff(@Nullable String id) {
        try {
            Optional<User> person = id == null ? Optional.empty() : users.byId(UUID.fromString(id));
            return id == null || person.filter(User::isStaff).isPresent();
        } catch (IllegalArgumentException noId) {
            return true;
        }
    }

    private AuthorizationManager<RequestAuthorizationContext> only(
            Right right, AuthorizationManager<RequestAuthorizationContext> proof) {
        return (authentication, context) -> decide(authentication, context, right, proof);
    }

    private static @Nullable AuthorizationResult decide(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context,
            Right right,
            AuthorizationManager<RequestAuthorizationContext> proof) {
        if (authentication.get() instanceof SessionAuthentication session
                && session.getPrincipal().session().complete()
                && !right.has(session.getPrincipal().user(), context)) {
            return new StepDecision(Step.FORBIDDEN);
        }
        return proof.authorize(authentication, context);
    }

    private interface Right {
        boolean has(User user, RequestAuthorizationContext context);
    }
}
