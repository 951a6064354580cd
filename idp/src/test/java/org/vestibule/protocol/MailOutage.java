package org.vestibule.protocol;

import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;
import org.vestibule.mail.Mails;

/** As if the provider had been started without a mail server, in the context that all protocol tests share. */
final class MailOutage {

    private MailOutage() {}

    static void during(Mails mails, Runnable steps) {
        Object real = AopTestUtils.getUltimateTargetObject(mails);
        ReflectionTestUtils.setField(real, "available", false);
        try {
            steps.run();
        } finally {
            ReflectionTestUtils.setField(real, "available", true);
        }
    }
}
