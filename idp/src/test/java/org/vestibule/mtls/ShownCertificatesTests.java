package org.vestibule.mtls;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.requirement.Requirement;
import org.vestibule.web.ClientAddress;
import org.vestibule.web.IdpProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** OID-17, WEB-08: whose word about a certificate counts. */
@Requirement({"OID-17", "WEB-08"})
class ShownCertificatesTests {

    private static final String HEADER = "X-Client-Cert";

    private final byte[] pem;
    private final X509Certificate certificate;
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    ShownCertificatesTests() throws Exception {
        pem = new ClassPathResource("mtls/lms-ec.pem").getContentAsByteArray();
        certificate = PemCertificates.read(pem).get(0);
    }

    @Test
    void ofWhenAProxyWritesTheHeaderThenThatCounts() {
        byHeader();
        assertThat(shown(true, HEADER, true).of(request)).containsExactly(certificate);
        // not all escape what base64 has
        request.removeHeader(HEADER);
        request.addHeader(
                HEADER,
                new String(pem, StandardCharsets.US_ASCII).replace("\n", "%0A").replace(" ", "%20"));
        assertThat(shown(true, HEADER, true).of(request)).containsExactly(certificate);
    }

    @Test
    void ofWhenSomebodyElseWritesTheHeaderThenNothing() {
        byHeader();
        assertThat(shown(true, HEADER, false).of(request)).isEmpty();
        assertThat(shown(true, null, true).of(request)).isEmpty();
        assertThat(shown(true, null, false).of(request)).isEmpty();
        assertThat(shown(true, "X-Other", true).of(request)).isEmpty();
    }

    @Test
    void ofWhenOnTheConnectionThenThatCountsOnlyWithoutProxy() {
        request.setAttribute("jakarta.servlet.request.X509Certificate", new X509Certificate[] {certificate});
        assertThat(shown(true, null, false).of(request)).containsExactly(certificate);
        assertThat(shown(true, null, true).of(request)).isEmpty();
        assertThat(shown(true, HEADER, true).of(request)).isEmpty();
        assertThat(shown(true, HEADER, false).of(request)).isEmpty();
    }

    @Test
    void ofWhenSwitchedOffThenNothing() {
        byHeader();
        request.setAttribute("jakarta.servlet.request.X509Certificate", new X509Certificate[] {certificate});
        assertThat(shown(false, HEADER, true).of(request)).isEmpty();
        assertThat(shown(false, null, false).of(request)).isEmpty();
        assertThat(new MtlsProperties(false, null, null).methods()).isEmpty();
    }

    @Test
    void startWhenTheHeaderIsNobodysThenRefused() {
        IdpProperties noProxies = new IdpProperties(URI.create("http://localhost:9000"), "V", "", List.of());
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> new ShownCertificates(
                        new MtlsProperties(true, HEADER, null), mock(ClientAddress.class), noProxies));
        assertThatIllegalArgumentException().isThrownBy(() -> new MtlsProperties(true, "X Client", null));
    }

    private void byHeader() {
        request.addHeader(
                HEADER,
                URLEncoder.encode(new String(pem, StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                        .replace("+", "%20"));
    }

    private static ShownCertificates shown(boolean enabled, @Nullable String header, boolean proxy) {
        ClientAddress addresses = mock(ClientAddress.class);
        when(addresses.throughTrustedProxy(any())).thenReturn(proxy);
        return new ShownCertificates(
                new MtlsProperties(enabled, header, null),
                addresses,
                new IdpProperties(URI.create("http://localhost:9000"), "V", "", List.of("127.0.0.1")));
    }
}
