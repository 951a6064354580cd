package org.vestibule.audit;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.vestibule.event.SecurityEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** Every event that is written down has words in the audit log; in every language, as MessagesTests demands. */
class EventNamesTests {

    /** Events whose name comes from whoever publishes them; what these say is tested with their publishers. */
    private static final Set<String> NAMED_BY_PUBLISHER =
            Set.of("SignInEvent", "PersonChanged", "ApplicationChanged", "TrustedBrowserEvent", "SharedComputerEvent");

    @ParameterizedTest
    @MethodSource("events")
    void eventWhenPublishedThenHasWords(Class<?> type) throws ReflectiveOperationException {
        ResourceBundle messages = ResourceBundle.getBundle("messages", Locale.ROOT);
        for (boolean flag : new boolean[] {true, false}) {
            SecurityEvent event = (SecurityEvent) made(type, flag);
            assertThat(messages.containsKey("audit.event." + event.event()))
                    .as(event.event())
                    .isTrue();
        }
    }

    @Test
    void signInEventWhenPublishedThenHasWords() throws IOException {
        String source = Files.readString(Path.of("src/main/java/org/vestibule/signin/SignInEvents.java"));
        List<String> names = Pattern.compile("\"(signin[.][a-z.-]+)\"")
                .matcher(source)
                .results()
                .map(match -> match.group(1))
                .toList();
        ResourceBundle messages = ResourceBundle.getBundle("messages", Locale.ROOT);
        assertThat(names).hasSizeGreaterThan(4).allMatch(name -> messages.containsKey("audit.event." + name));
    }

    static Stream<Class<?>> events() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(SecurityEvent.class));
        List<Class<?>> found = scanner.findCandidateComponents("org.vestibule").stream()
                .<Class<?>>map(
                        bean -> ClassUtils.resolveClassName(Objects.requireNonNull(bean.getBeanClassName()), null))
                .filter(type -> !type.isMemberClass())
                .filter(type -> !NAMED_BY_PUBLISHER.contains(type.getSimpleName()))
                .toList();
        assertThat(found).hasSizeGreaterThan(25).allMatch(Class::isRecord);
        return found.stream();
    }

    private static Object made(Class<?> record, boolean flag) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = record.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(
                Arrays.stream(types).map(type -> value(type, flag)).toArray());
    }

    private static @Nullable Object value(Class<?> type, boolean flag) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "boolean" -> flag;
            case "int" -> 1;
            case "long" -> 1L;
            case "String" -> "text";
            case "UUID" -> new UUID(1, 2);
            case "Map" -> Map.of();
            case "Set" -> Set.of();
            case "List" -> List.of();
            default -> null;
        };
    }
}
