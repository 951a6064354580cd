package org.vestibule.totp.internal;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

/** Paints the path of an inline SVG, as a browser does, and reads it as a phone does. */
public final class QrPicture {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
    private static final int SCALE = 4;

    private QrPicture() {}

    /** What the QR code says. */
    public static String read(int size, String path) throws ReaderException {
        int width = size * SCALE;
        int[] pixels = new int[width * width];
        Arrays.fill(pixels, 0xffffff);
        Matcher runs = RUN.matcher(path);
        int end = 0;
        while (runs.find() && runs.start() == end) {
            fill(pixels, width, number(runs, 1), number(runs, 2), number(runs, 3));
            end = runs.end();
        }
        if (end != path.length()) {
            throw NotFoundException.getNotFoundInstance();
        }
        BinaryBitmap picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, pixels)));
        return new QRCodeReader()
                .decode(picture, Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    private static int number(Matcher runs, int group) {
        return Integer.parseInt(runs.group(group));
    }

    private static void fill(int[] pixels, int width, int x, int y, int modules) {
        for (int row = y * SCALE; row < (y + 1) * SCALE; row++) {
            for (int column = x * SCALE; column < (x + modules) * SCALE; column++) {
                pixels[row * width + column] = 0;
            }
        }
    }
}
