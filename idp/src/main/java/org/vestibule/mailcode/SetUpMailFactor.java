package org.vestibule.mailcode;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.user.Users;

/**
 * The code that comes before the set-up of a factor where the password is not enough for it: in an account that was long
 * unused (MFA-10), and for people whose methods were turned off (MFA-11). Who that is, sign-in knows; an administrator's
 * switch for codes by mail has no part in it. Without mail it is not offered, and the page names the administrator.
 */
@Component
class SetUpMailFactor extends MailedCode {

    SetUpMailFactor(MailCodes codes, Users users) {
        super(codes, users);
    }

    @Override
    public FactorMethod method() {
        return FactorMethod.SET_UP_MAIL;
    }

    @Override
    public boolean allowed(SecuritySettings settings) {
        return true;
    }

    @Override
    public boolean usable(FactorRequest request) {
        return available() && address(request).isPresent();
    }
}
