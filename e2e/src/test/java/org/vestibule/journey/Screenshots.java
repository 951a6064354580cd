package org.vestibule.journey;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;

/** Takes the picture of a page in all its looks: narrow and wide, light and dark. */
final class Screenshots implements Look {

    private static final int HEIGHT = 800;

    private final Path directory;

    Screenshots(Path directory) {
        this.directory = directory;
    }

    /** Takes all four, without leaving the page: some pages can be seen only once. */
    @Override
    public void take(ChromiumVisitor visitor, String name) {
        for (int width : List.of(360, 1280)) {
            visitor.page().setViewportSize(width, HEIGHT);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                visitor.page()
                        .emulateMedia(new EmulateMediaOptions()
                                .setColorScheme(scheme)
                                .setReducedMotion(ReducedMotion.REDUCE));
                String look = width + "-" + (scheme == ColorScheme.LIGHT ? "light" : "dark");
                write(visitor.page(), name + "-" + look);
            }
        }
    }

    /** As it comes out of a printer. */
    @Override
    public void print(ChromiumVisitor visitor, String name) {
        visitor.page().setViewportSize(794, 1123);
        visitor.page()
                .emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.LIGHT));
        write(visitor.page(), name + "-print");
        visitor.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    private void write(Page page, String name) {
        byte[] png =
                page.screenshot(new ScreenshotOptions().setFullPage(true).setAnimations(ScreenshotAnimations.DISABLED));
        try {
            Files.createDirectories(directory);
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            ImageIO.write(
                    Palette.of(picture), "png", directory.resolve(name + ".png").toFile());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
