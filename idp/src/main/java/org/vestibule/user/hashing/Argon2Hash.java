package org.vestibule.user.hashing;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An argon2id hash as its PHC string: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$tag}. */
final class Argon2Hash {

    /** Of hashes from before 2016. */
    static final int VERSION_10 = 0x10;

    static final int VERSION_13 = 0x13;

    private static final Pattern PHC = Pattern.compile("\\$argon2id(?:\\$v=(16|19))?"
            + "\\$m=([1-9]\\d{0,8}),t=([1-9]\\d{0,8}),p=([1-9]\\d{0,8})"
            + "\\$([A-Za-z0-9+/]{1,128})\\$([A-Za-z0-9+/]{1,128})");
    private static final int MIN_SALT = 8;
    private static final int MIN_TAG = 16;

    private final int version;
    private final Argon2Cost cost;
    private final byte[] salt;
    private final byte[] tag;

    Argon2Hash(int version, Argon2Cost cost, byte[] salt, byte[] tag) {
        this.version = version;
        this.cost = cost;
        this.salt = salt.clone();
        this.tag = tag.clone();
    }

    /** @throws IllegalArgumentException when it is none, or one that costs an unreasonable amount of memory or time */
    static Argon2Hash parse(String text) {
        Matcher phc = PHC.matcher(text);
        if (!phc.matches()) {
            throw new IllegalArgumentException("not an argon2id hash");
        }
        Argon2Hash hash = new Argon2Hash(
                phc.group(1) == null ? VERSION_10 : Integer.parseInt(phc.group(1)),
                new Argon2Cost(
                        Integer.parseInt(phc.group(2)), Integer.parseInt(phc.group(3)), Integer.parseInt(phc.group(4))),
                Base64.getDecoder().decode(phc.group(5)),
                Base64.getDecoder().decode(phc.group(6)));
        if (hash.salt.length < MIN_SALT || hash.tag.length < MIN_TAG) {
            throw new IllegalArgumentException("argon2id hash with a short salt or tag");
        }
        return hash;
    }

    static boolean recognizes(String text) {
        return text.startsWith("$argon2id$");
    }

    int version() {
        return version;
    }

    Argon2Cost cost() {
        return cost;
    }

    byte[] salt() {
        return salt.clone();
    }

    byte[] tag() {
        return tag.clone();
    }

    String encoded() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=" + version
                + "$m=" + cost.memory() + ",t=" + cost.iterations() + ",p=" + cost.parallelism()
                + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(tag);
    }

    @Override
    public String toString() {
        return "Argon2Hash[" + cost + "]";
    }
}
