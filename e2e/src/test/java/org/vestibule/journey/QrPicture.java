package org.vestibule.journey;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws the path of an SVG made of horizontal and vertical lines, as a browser does, so that a QR code can be scanned. */
final class QrPicture {

    private static final int PIXELS = 480;
    private static final int UNIT = 6;
    private static final Pattern COMMAND = Pattern.compile("([Mhvz])\\s*(-?\\d+)?[ ,]*(-?\\d+)?");

    private QrPicture() {}

    /** Black on white. */
    static BufferedImage draw(String pathData) {
        BufferedImage picture = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, PIXELS, PIXELS);
        graphics.setColor(Color.BLACK);
        graphics.scale(UNIT, UNIT);
        graphics.fill(path(pathData));
        graphics.dispose();
        return picture;
    }

    private static Path2D path(String data) {
        Path2D path = new Path2D.Double();
        Matcher command = COMMAND.matcher(data);
        double x = 0;
        double y = 0;
        while (command.find()) {
            switch (command.group(1)) {
                case "M" -> {
                    x = Integer.parseInt(command.group(2));
                    y = Integer.parseInt(command.group(3));
                    path.moveTo(x, y);
                }
                case "h" -> {
                    x += Integer.parseInt(command.group(2));
                    path.lineTo(x, y);
                }
                case "v" -> {
                    y += Integer.parseInt(command.group(2));
                    path.lineTo(x, y);
                }
                default -> path.closePath();
            }
        }
        return path;
    }
}
