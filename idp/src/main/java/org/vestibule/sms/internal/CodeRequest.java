package org.vestibule.sms.internal;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.vestibule.enrollment.spi.FactorRequest;
import org.vestibule.sms.PhoneNumber;

/**
 * For whom a code is, in which session, for what, and at which number. A code is bound to all four (SMS-05).
 *
 * @param sourceIp the browser's address, null where unknown
 */
record CodeRequest(
        UUID userId,
        UUID sessionId,
        CodePurpose purpose,
        PhoneNumber number,
        @Nullable String sourceIp) {

    static CodeRequest of(FactorRequest request, PhoneNumber number) {
        return new CodeRequest(
                request.userId(), request.sessionId(), CodePurpose.of(request), number, request.sourceIp());
    }
}
