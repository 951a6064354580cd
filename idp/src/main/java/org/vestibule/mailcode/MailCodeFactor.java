package org.vestibule.mailcode;

import org.springframework.stereotype.Component;
import org.vestibule.enrollment.Enrollments;
import org.vestibule.enrollment.SetUpCodes;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.session.FactorMethod;
import org.vestibule.settings.SecuritySettings;
import org.vestibule.user.Users;

/**
 * The code that ends the sign-in of people without a second factor, where an administrator wants that. Whoever has a factor is
 * not offered it, and it proves nothing in a session that is complete (MFA-09).
 */
@Component
class MailCodeFactor extends MailedCode {

    private final Enrollments enrollments;
    private final SetUpCodes setUpCodes;

    MailCodeFactor(MailCodes codes, Users users, Enrollments enrollments, SetUpCodes setUpCodes) {
        super(codes, users);
        this.enrollments = enrollments;
        this.setUpCodes = setUpCodes;
    }

    @Override
    public FactorMethod method() {
        return FactorMethod.MAIL_CODE;
    }

    @Override
    public boolean allowed(SecuritySettings settings) {
        return settings.asksMailedCode();
    }

    @Override
    public boolean usable(FactorRequest request) {
        return request.purpose() == FactorRequest.Purpose.SIGN_IN
                && address(request).isPresent()
                && enrollments.active(request.userId()).isEmpty()
                && !setUpCodes.owed(request.userId());
    }
}
