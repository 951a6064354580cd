package org.vestibule.bench.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.vestibule.user.hashing.Argon2Cost;
import org.vestibule.user.hashing.PasswordHashes;

/**
 * The files of a trial in one directory: what the provider imports, who signs in, who administers, and the secret of the client. All
 * people have one password, so that thousands of them cost one hash; each has a TOTP secret.
 */
public final class PeopleFiles {

    public static final String CLIENT = "bench-client";
    public static final String REDIRECT = "http://127.0.0.1:9999/callback";

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    // 32 characters of 5 bits: the 160 bits of an ordinary authenticator secret
    private static final int SECRET_CHARACTERS = 32;

    private final SecureRandom random = new SecureRandom();
    private final Path directory;

    public PeopleFiles(Path directory) {
        this.directory = directory;
    }

    public Path importFile() {
        return directory.resolve("import.yaml");
    }

    public Path usersFile() {
        return directory.resolve("users.csv");
    }

    public Path administratorFile() {
        return directory.resolve("administrator.csv");
    }

    public Path clientSecretFile() {
        return directory.resolve("client-secret");
    }

    /** Writes them anew: other passwords and secrets each time, so they belong into a database without these people. */
    public void write(int count) throws IOException {
        String password = text();
        String clientSecret = text();
        List<Person> people = IntStream.range(0, count)
                .mapToObj(i -> new Person("learner" + i, password, text()))
                .toList();
        Person administrator = new Person("bench-administrator", password, text());
        Files.createDirectories(directory);
        Files.writeString(importFile(), importText(people, administrator, clientSecret));
        Files.writeString(administratorFile(), line(administrator));
        Files.writeString(clientSecretFile(), clientSecret + "\n");
        Files.writeString(usersFile(), people.stream().map(PeopleFiles::line).collect(Collectors.joining()));
    }

    private static String line(Person one) {
        return one.username() + "," + one.password() + "," + one.totpSecret() + "\n";
    }

    /** @throws UncheckedIOException naming the file that is not there */
    public List<Person> people() {
        return read(usersFile());
    }

    /** @throws UncheckedIOException naming the file that is not there */
    public Person administrator() {
        return read(administratorFile()).get(0);
    }

    private static List<Person> read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(PeopleFiles::person)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no people: " + file, e);
        }
    }

    public String clientSecret() {
        try {
            return Files.readString(clientSecretFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("no client secret: " + clientSecretFile(), e);
        }
    }

    private static Person person(String line) {
        List<String> fields = List.of(line.strip().split(",", -1));
        if (fields.size() != 3) {
            throw new IllegalArgumentException("want username,password,base32 secret in each line of the users' file");
        }
        return new Person(fields.get(0), fields.get(1), fields.get(2));
    }

    private static String importText(List<Person> people, Person administrator, String clientSecret) {
        String hash = PasswordHashes.create(Argon2Cost.DEFAULT).hash(administrator.password());
        String users = people.stream().map(one -> importText(one, hash)).collect(Collectors.joining());
        return """
                settings:
                  twoFactorEnabled: true
                  qrCodeService: google-authenticator
                users:
                %sclients:
                  - clientId: %s
                    clientSecret: %s
                    name: Bench
                    authenticationMethods: [client_secret_basic]
                    grantTypes: [authorization_code, refresh_token, client_credentials]
                    redirectUris: ["%s"]
                    scopes: [openid, profile, email, offline_access]
                """.formatted(
                users + importText(administrator, hash) + "    roles: [ADMIN]\n", CLIENT, clientSecret, REDIRECT);
    }

    private static String importText(Person one, String hash) {
        return """
                  - username: %s
                    passwordHash: "%s"
                    email: %1$s@example.org
                    emailVerified: true
                    totpSecret: %3$s
                """.formatted(one.username(), hash, one.totpSecret());
    }

    private String text() {
        return random.ints(SECRET_CHARACTERS, 0, BASE32.length())
                .mapToObj(i -> BASE32.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
