package org.vestibule.user;

/** Characters that turn the direction of what follows, so that a name is not read as it is written. No script needs them in a name. */
public final class DirectionMarks {

    private DirectionMarks() {}

    public static boolean are(int point) {
        return (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x200E
                || point == 0x200F
                || point == 0x061C;
    }

    public static boolean in(String text) {
        return text.codePoints().anyMatch(DirectionMarks::are);
    }
}
