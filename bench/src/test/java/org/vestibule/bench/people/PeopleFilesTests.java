package org.vestibule.bench.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.user.hashing.Argon2Cost;
import org.vestibule.user.hashing.PasswordHashes;

import static org.assertj.core.api.Assertions.assertThat;

class PeopleFilesTests {

    private static final Pattern HASH = Pattern.compile("passwordHash: \"([^\"]+)\"");

    @TempDir
    Path directory;

    @Test
    void writeWhenReadThenTheSamePeopleWithTheirPasswords() throws IOException {
        PeopleFiles files = new PeopleFiles(directory);
        files.write(3);

        assertThat(files.people()).extracting(Person::username).containsExactly("learner0", "learner1", "learner2");
        String yaml = Files.readString(files.importFile());
        assertThat(yaml).contains(files.clientSecret());
        assertThat(files.people()).allSatisfy(one -> assertThat(yaml).contains(one.totpSecret()));
        assertThat(yaml)
                .contains(
                        "- username: bench-administrator", files.administrator().totpSecret(), "roles: [ADMIN]");
        var hash = HASH.matcher(yaml);
        assertThat(hash.find()).isTrue();
        assertThat(PasswordHashes.create(Argon2Cost.DEFAULT)
                        .matches(files.people().get(0).password(), hash.group(1)))
                .isTrue();
    }
}
