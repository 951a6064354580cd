package org.vestibule.journey;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reduces a picture to the 256 colours it uses most: our pages are flat, so nobody sees the difference. */
final class Palette {

    private static final int COLOURS = 256;
    // close shades, as at the edges of letters, count as one
    private static final int SHADE = 0xfcfcfc;

    private Palette() {}

    static BufferedImage of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> uses = new HashMap<>();
        for (int pixel : pixels) {
            uses.merge(shade(pixel), 1, Integer::sum);
        }
        List<Integer> chosen = uses.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        BufferedImage indexed =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model(pixels, chosen));
        Map<Integer, Integer> nearest = new HashMap<>();
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = nearest.computeIfAbsent(shade(pixels[y * width + x]), shade -> nearest(shade, chosen));
            }
            indexed.getRaster().setPixels(0, y, width, 1, row);
        }
        return indexed;
    }

    // a shade is shown as the first colour of the picture that falls into it, so backgrounds stay exact
    private static IndexColorModel model(int[] pixels, List<Integer> shades) {
        Map<Integer, Integer> exact = new HashMap<>();
        for (int pixel : pixels) {
            exact.putIfAbsent(shade(pixel), pixel);
        }
        byte[] red = new byte[shades.size()];
        byte[] green = new byte[shades.size()];
        byte[] blue = new byte[shades.size()];
        for (int index = 0; index < shades.size(); index++) {
            int colour = exact.get(shades.get(index));
            red[index] = (byte) (colour >> 16);
            green[index] = (byte) (colour >> 8);
            blue[index] = (byte) colour;
        }
        return new IndexColorModel(8, shades.size(), red, green, blue);
    }

    private static int nearest(int shade, List<Integer> chosen) {
        int exact = chosen.indexOf(shade);
        return exact >= 0
                ? exact
                : IntStream.range(0, chosen.size())
                        .boxed()
                        .min((one, other) ->
                                Integer.compare(distance(shade, chosen.get(one)), distance(shade, chosen.get(other))))
                        .orElseThrow();
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    private static int shade(int pixel) {
        return pixel & SHADE;
    }
}
