package org.vestibule.mtls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads certificates; what is none is an empty list. */
final class PemCertificates {

    private PemCertificates() {}

    static List<X509Certificate> read(byte[] pem) {
        try {
            return factory().generateCertificates(new ByteArrayInputStream(pem)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException | RuntimeException notSome) {
            // the JDK's parser may also fail in its own ways over bytes that nobody meant as a certificate
            return List.of();
        }
    }

    static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("X.509 is part of every JDK", e);
        }
    }
}
