package org.vestibule.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Asks a child on this machine's loopback address whether it is ready. Its certificate may be of an authority that nobody
 * knows and is for another name than the address, so any will do here: nothing is sent, and only the status is read.
 */
final class ReadyProbe {

    private static final int MILLIS = 2000;
    private static final SSLSocketFactory ANY_CERTIFICATE = anyCertificate();

    private ReadyProbe() {}

    static boolean answersOk(URI health) {
        try {
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            if (connection instanceof HttpsURLConnection https) {
                https.setSSLSocketFactory(ANY_CERTIFICATE);
                https.setHostnameVerifier((host, session) -> true);
            }
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException ex) {
            return false; // does not listen or answer yet
        }
    }

    private static SSLSocketFactory anyCertificate() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("TLS is part of every JDK", ex);
        }
    }

    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
