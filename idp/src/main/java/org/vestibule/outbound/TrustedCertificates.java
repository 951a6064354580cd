package org.vestibule.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;
import org.vestibule.lifecycle.StartRefusedException;

/** Whom a TLS connection may go to: the authorities that the JDK trusts, and the operator's own certificates. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    static SSLContext with(List<Path> files) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            load(all);
            int number = 0;
            for (X509Certificate known : ofTheJdk()) {
                all.setCertificateEntry("jdk-" + number++, known);
            }
            for (Path file : files) {
                for (Certificate own : read(file)) {
                    all.setCertificateEntry("own-" + number++, own);
                }
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("trust store and TLS are part of every JDK", e);
        }
    }

    // a new store begins empty, and is no store before it was "loaded"
    private static void load(KeyStore store) throws GeneralSecurityException {
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read", e);
        }
    }

    private static List<X509Certificate> ofTheJdk() throws GeneralSecurityException {
        for (var manager : managers(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return List.of(trust.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    private static TrustManagerFactory managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static Collection<? extends Certificate> read(Path file) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | java.security.cert.CertificateException e) {
            throw refused(file, e);
        }
        throw refused(file, null);
    }

    private static StartRefusedException refused(Path file, @Nullable Exception cause) {
        StartRefusedException refused = new StartRefusedException(
                "The certificate file " + file + " cannot be read.",
                "Check idp.outbound.trust-certificates: PEM files with one or more certificates.");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }
}
