package org.vestibule.journey;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

/**
 * An authenticator app, written from RFC 4648, RFC 6238 and the Key URI format; it shares no code with the provider. It scans
 * the picture of a QR code and shows codes.
 */
final class AuthenticatorApp {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    /** The key of everybody in {@code journeys.yaml} whose app is there from the start and whose journey needs no other. */
    private static final String JOURNEYS_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJW";

    private final Clock clock;
    private final String label;
    private final byte[] key;
    private long shownStep = -1;

    private AuthenticatorApp(String label, byte[] key, Clock clock) {
        this.label = label;
        this.key = key;
        this.clock = clock;
    }

    /** Scans a QR code. */
    static AuthenticatorApp scan(BufferedImage picture) {
        URI entry = URI.create(read(picture));
        if (!entry.getScheme().equals("otpauth") || !entry.getHost().equals("totp")) {
            throw new AssertionError("no QR code of an authenticator app");
        }
        Map<String, String> parameters = Stream.of(entry.getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
        // Google Authenticator ignores other values, so a code with them would be wrong there
        if (!parameters.getOrDefault("algorithm", "SHA1").equals("SHA1")
                || !parameters.getOrDefault("digits", "6").equals("6")
                || !parameters.getOrDefault("period", "30").equals("30")) {
            throw new AssertionError("not what Google Authenticator can do: " + parameters.keySet());
        }
        return new AuthenticatorApp(entry.getPath().substring(1), bytes(parameters.get("secret")), Clock.systemUTC());
    }

    /** An app that has the entry already. */
    static AuthenticatorApp withKey(String base32) {
        return new AuthenticatorApp("", bytes(base32), Clock.systemUTC());
    }

    static AuthenticatorApp ofJourneys() {
        return withKey(JOURNEYS_KEY);
    }

    /** The same entry on a phone whose clock is late. */
    AuthenticatorApp behind(Duration late) {
        return new AuthenticatorApp(label, key, Clock.offset(clock, late.negated()));
    }

    /** What the app shows above the code: {@code issuer:account}. */
    String label() {
        return label;
    }

    /**
     * The code of now, or the next one where that was given away already. A code is good once, and the provider's window
     * reaches one step ahead, so two codes are there at any time and no journey waits for the clock.
     */
    String code() {
        long now = clock.instant().getEpochSecond() / STEP_SECONDS;
        shownStep = Math.max(now, shownStep + 1);
        if (shownStep > now + 1) {
            throw new IllegalStateException("a third code within 30 seconds: the journey needs another person");
        }
        return code(shownStep);
    }

    /** The code that was given away last. */
    String usedCode() {
        return code(shownStep);
    }

    /** Six digits that are none of the codes around now. */
    String wrongCode() {
        long now = clock.instant().getEpochSecond() / STEP_SECONDS;
        Stream<String> around = LongStream.rangeClosed(now - 3, now + 3).mapToObj(this::code);
        var right = around.collect(Collectors.toSet());
        return LongStream.range(0, 100)
                .mapToObj(number -> String.format(Locale.ROOT, "%06d", number))
                .filter(code -> !right.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static byte[] bytes(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (int letter = 0; letter < base32.length(); letter++) {
            buffer = (buffer << 5 | ALPHABET.indexOf(base32.charAt(letter))) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }

    private static String read(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        ReaderException unread = null;
        // a drawn code has no surroundings, and is at times found or read only by a reader who knows that
        for (DecodeHintType hint : List.of(DecodeHintType.TRY_HARDER, DecodeHintType.PURE_BARCODE)) {
            try {
                return new QRCodeReader().decode(bitmap, Map.of(hint, true)).getText();
            } catch (ReaderException ex) {
                unread = ex;
            }
        }
        throw new AssertionError("there is no QR code in the picture, or it cannot be read", unread);
    }
}
