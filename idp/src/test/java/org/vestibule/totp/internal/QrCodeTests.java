package org.vestibule.totp.internal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QrCodeTests {

    @Test
    void ofWhenPaintedThenAPhoneReadsTheSame() throws Exception {
        String text = "otpauth://totp/R%26D%20K%C3%B6ln:student?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=R%26D";
        QrCode code = QrCode.of(text);
        assertThat(QrPicture.read(code.size(), code.path())).isEqualTo(text);
    }

    /** The finder pattern begins after four light modules (ISO/IEC 18004). */
    @Test
    void ofWhenPaintedThenHasAQuietZone() {
        assertThat(QrCode.of("x").path()).startsWith("M4 4h7v1h-7z");
        assertThat(QrCode.of("x").size()).isEqualTo(21 + 8);
    }
}
