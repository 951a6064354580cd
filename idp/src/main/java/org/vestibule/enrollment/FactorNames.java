package org.vestibule.enrollment;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vestibule.enrollment.spi.FactorHint;

/** Says in events which app or phone is meant, as its owner knows it (TOTP-14). */
@Component
class FactorNames {

    private final ObjectProvider<FactorHint> hints;

    FactorNames(ObjectProvider<FactorHint> hints) {
        this.hints = hints;
    }

    /**
     * @param label what its owner calls it, null where it has the usual name
     * @param number which one of its method it is
     * @return its {@code name}, else its {@code number} from the second on, and the masked {@code phone}
     */
    Map<String, Object> of(UUID enrollmentId, @Nullable String label, int number) {
        Map<String, Object> names = new TreeMap<>();
        if (label != null) {
            names.put("name", label);
        } else if (number > 1) {
            names.put("number", number);
        }
        hints.stream().flatMap(hint -> hint.of(enrollmentId).stream()).forEach(phone -> names.put("phone", phone));
        return names;
    }
}
