package org.vestibule.sms.internal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.vestibule.user.User;
import org.vestibule.user.Users;
import org.vestibule.web.IdpProperties;

import static org.assertj.core.api.Assertions.assertThat;

/** Contract, section 6: the text of a message; in every language at most two segments. */
class CodeMessagesTests {

    private static final UUID READER = UUID.randomUUID();

    /** What a message of 16-bit characters holds in two segments. */
    private static final int TWO_SEGMENTS = 2 * 67;

    private static CodeMessages speaking(String language) {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        Users users = Mockito.mock(Users.class);
        User reader = new User(
                READER, "ada", null, false, null, null, language, Map.of(), Set.of(), List.of(), true, null, null);
        Mockito.when(users.byId(READER)).thenReturn(Optional.of(reader));
        return new CodeMessages(
                new IdpProperties(URI.create("https://login.school.example.org"), "Vestibule", "", List.of()),
                messages,
                users);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 123456 is your Vestibule security code. Do not share it.",
        "de-AT, 123456 ist Ihr Sicherheitscode für Vestibule. Geben Sie ihn nicht weiter.",
        "el, 123456: ο κωδικός ασφαλείας σας για το Vestibule. Μην τον δώσετε πουθενά.",
        "ar, 123456 هو رمز الأمان الخاص بك في Vestibule. لا تشاركه مع أحد."
    })
    void codeWhenWrittenThenInThePersonsLanguageWithTheSameLastLine(String language, String text) {
        String message = speaking(language).code(READER, "123456");
        assertThat(message).isEqualTo(text + "\n\n@login.school.example.org #123456");
        assertThat(message.length()).isLessThanOrEqualTo(TWO_SEGMENTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en| Your Vestibule security codes now go to another phone. If this was not you, tell your administrator.",
                "de| Ihre Sicherheitscodes für Vestibule gehen jetzt an ein anderes Telefon. Wenn Sie das nicht waren, sagen Sie es Ihrer Administration.",
                "el| Οι κωδικοί του Vestibule πηγαίνουν πλέον σε άλλο τηλέφωνο. Αν δεν το κάνατε εσείς, ενημερώστε τη διαχείριση.",
                "ar| رموز الأمان في Vestibule تُرسل الآن إلى هاتف آخر. إن لم تكن أنت من غيّره، فأبلغ الإدارة."
            })
    void replacedWhenWrittenThenInThePersonsLanguage(String language, String text) {
        String message = speaking(language).replaced(READER);
        assertThat(message).isEqualTo(text);
        // all letters of German are in the alphabet of 7 bits, where two segments hold 306
        assertThat(message.length()).isLessThanOrEqualTo(language.equals("de") ? 306 : TWO_SEGMENTS);
    }
}
