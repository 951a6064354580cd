package org.vestibule.totp.internal;

import java.util.Map;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

/**
 * A QR code as the path of an inline SVG: no picture is fetched, so none can be fetched again (TOTP-11).
 *
 * @param size modules on each side, quiet zone included
 * @param path the dark modules, row by row
 */
record QrCode(int size, String path) {

    /** ISO/IEC 18004: four modules of light around. */
    static final int QUIET_ZONE = 4;

    static QrCode of(String text) {
        try {
            BitMatrix modules = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    QUIET_ZONE,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M));
            return new QrCode(modules.getWidth(), path(modules));
        } catch (WriterException e) {
            throw new IllegalStateException("too long for a QR code", e);
        }
    }

    private static String path(BitMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int start = x;
                while (x < modules.getWidth() && modules.get(x, y)) {
                    x++;
                }
                if (x > start) {
                    path.append("M%d %dh%dv1h-%dz".formatted(start, y, x - start, x - start));
                }
            }
        }
        return path.toString();
    }

    @Override
    public String toString() {
        return "QrCode[" + size + "]";
    }
}
