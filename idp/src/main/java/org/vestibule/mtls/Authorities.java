package org.vestibule.mtls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.vestibule.lifecycle.StartRefusedException;

/** Those who issue the certificates of clients. Whether they have taken one back is not asked. */
final class Authorities {

    private static final Set<String> FOR_CLIENTS = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

    private final Set<X509Certificate> certificates;

    private Authorities(List<X509Certificate> certificates) {
        this.certificates = Set.copyOf(certificates);
    }

    static Authorities of(List<X509Certificate> certificates) {
        return new Authorities(certificates);
    }

    static Authorities in(@Nullable Path file) {
        if (file == null) {
            return new Authorities(List.of());
        }
        try {
            List<X509Certificate> found = PemCertificates.read(Files.readAllBytes(file));
            if (!found.isEmpty()) {
                return new Authorities(found);
            }
        } catch (IOException e) {
            StartRefusedException refused = refused(file);
            refused.initCause(e);
            throw refused;
        }
        throw refused(file);
    }

    private static StartRefusedException refused(Path file) {
        return new StartRefusedException(
                "The certificate file " + file + " cannot be read.",
                "Check idp.mtls.trust-certificates: a PEM file with one or more certificates.");
    }

    /** Whether one of them vouches for the first certificate, as that of a client, now. */
    boolean vouch(List<X509Certificate> chain, Instant now) {
        try {
            X509Certificate own = chain.get(0);
            List<String> purposes = own.getExtendedKeyUsage();
            // an authority is no client
            if (certificates.isEmpty()
                    || own.getBasicConstraints() >= 0
                    || (purposes != null && purposes.stream().noneMatch(FOR_CLIENTS::contains))) {
                return false;
            }
            PKIXParameters parameters = new PKIXParameters(certificates.stream()
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet()));
            parameters.setDate(Date.from(now));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(PemCertificates.factory().generateCertPath(below(chain)), parameters);
            return true;
        } catch (GeneralSecurityException | RuntimeException invalid) {
            // a certificate may have anything in it
            return false;
        }
    }

    /** The chain up to those whom we trust, who may be in it too. */
    private List<X509Certificate> below(List<X509Certificate> chain) {
        List<X509Certificate> below = new ArrayList<>(List.of(chain.get(0)));
        chain.stream()
                .skip(1)
                .takeWhile(certificate -> !certificates.contains(certificate))
                .forEach(below::add);
        return below;
    }
}
