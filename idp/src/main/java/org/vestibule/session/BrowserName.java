package org.vestibule.session;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a browser says it is, coarse enough to follow nobody and fine enough for its owner to recognise it. Proves nothing:
 * anybody can send any name.
 *
 * @param browser null where it is not known
 * @param platform system or device, null where it is not known
 */
public record BrowserName(
        @Nullable String browser, @Nullable String platform) {

    // In this order, because most name others before themselves: Edge calls itself Chrome and Safari too
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, String> PLATFORMS = new LinkedHashMap<>();

    static {
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("SamsungBrowser/", "Samsung Internet");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("FxiOS/", "Firefox");
        BROWSERS.put("CriOS/", "Chrome");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
        PLATFORMS.put("CrOS", "ChromeOS");
        PLATFORMS.put("Windows", "Windows");
        PLATFORMS.put("iPhone", "iPhone");
        PLATFORMS.put("iPad", "iPad");
        PLATFORMS.put("Android", "Android");
        PLATFORMS.put("Macintosh", "macOS");
        PLATFORMS.put("Linux", "Linux");
    }

    /** @param userAgent the header, null where there is none */
    public static BrowserName of(@Nullable String userAgent) {
        String header = userAgent == null ? "" : userAgent;
        return new BrowserName(first(BROWSERS, header), first(PLATFORMS, header));
    }

    private static @Nullable String first(Map<String, String> names, String header) {
        return names.entrySet().stream()
                .filter(name -> header.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
