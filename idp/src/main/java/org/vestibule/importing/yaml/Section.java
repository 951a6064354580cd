package org.vestibule.importing.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of the file. Whoever reads it asks for each key that may be there and calls {@link #end}: what nobody asked for
 * is unknown, and so an error. Values that are wrong become problems and read as absent.
 */
public final class Section {

    private static final Set<String> YES = Set.of("true", "yes", "on");

    private final Problems problems;
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    private Section(Problems problems, String path, int line) {
        this.problems = problems;
        this.path = path;
        this.line = line;
    }

    static Section of(Optional<Node> root, Problems problems) {
        return root.map(node -> of(node, "", problems)).orElseGet(() -> new Section(problems, "", 1));
    }

    private static Section of(Node node, String path, Problems problems) {
        Section section = new Section(problems, path, line(node));
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::put);
        } else {
            problems.add(line(node), path, "must be keys with values");
        }
        return section;
    }

    private void put(NodeTuple entry) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (values.putIfAbsent(key, entry.getValueNode()) != null) {
            problems.add(line(entry.getKeyNode()), path(key), "is here twice");
        }
        lines.putIfAbsent(key, line(entry.getKeyNode()));
    }

    /** The line of a key, or of the whole section where the key is absent. */
    public int line(String key) {
        return lines.getOrDefault(key, line);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Tells that the value of a key, or its absence, is wrong. */
    public void problem(String key, String reason) {
        problems.add(line(key), path(key), reason);
    }

    /** A text that is not blank. Numbers and dates are taken as they are written. */
    public @Nullable String text(String key) {
        return parsed(key, Function.identity());
    }

    /** @param parser throws IllegalArgumentException with the reason, without the value */
    public <T> @Nullable T parsed(String key, Function<String, @Nullable T> parser) {
        Node node = ask(key);
        return node == null ? null : parse(node, path(key), parser);
    }

    public @Nullable Boolean flag(String key) {
        Node node = ask(key);
        if (node != null && !node.getTag().equals(Tag.BOOL)) {
            problem(key, "must be true or false");
            return null;
        }
        return node instanceof ScalarNode scalar
                ? YES.contains(scalar.getValue().toLowerCase(Locale.ROOT))
                : null;
    }

    /** A list of texts; null where the key is absent. */
    public @Nullable List<String> texts(String key) {
        return list(key, Function.identity());
    }

    /** A list of parsed texts; null where the key is absent. */
    public <T> @Nullable List<T> list(String key, Function<String, @Nullable T> parser) {
        Node node = ask(key);
        if (node == null) {
            return null;
        }
        List<T> list = new ArrayList<>();
        List<Node> items = items(key, node);
        for (int i = 0; i < items.size(); i++) {
            T item = parse(items.get(i), path(key) + "[" + i + "]", parser);
            if (item != null) {
                list.add(item);
            }
        }
        return list;
    }

    /** Whether the value of a key is a list. */
    public boolean isList(String key) {
        return values.get(key) instanceof SequenceNode;
    }

    public @Nullable Section section(String key) {
        Node node = ask(key);
        return node == null ? null : of(node, path(key), problems);
    }

    /** A mapping with whatever is in it, single values as texts; null where the key is absent. */
    public @Nullable Map<String, Object> mapping(String key) {
        Node node = ask(key);
        if (!(node instanceof MappingNode mapping)) {
            if (node != null) {
                problem(key, "must be keys with values");
            }
            return null;
        }
        return content(mapping);
    }

    /** A list of mappings; empty where the key is absent. */
    public List<Section> sections(String key) {
        Node node = ask(key);
        List<Section> sections = new ArrayList<>();
        if (node != null) {
            List<Node> items = items(key, node);
            for (int i = 0; i < items.size(); i++) {
                sections.add(of(items.get(i), path(key) + "[" + i + "]", problems));
            }
        }
        return sections;
    }

    /** Refuses the keys that nobody asked for. */
    public void end() {
        values.keySet().stream().filter(key -> !asked.contains(key)).forEach(key -> problem(key, "unknown key"));
    }

    private @Nullable Node ask(String key) {
        asked.add(key);
        return values.get(key);
    }

    private List<Node> items(String key, Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(key, "must be a list");
        return List.of();
    }

    private <T> @Nullable T parse(Node node, String where, Function<String, @Nullable T> parser) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(line(node), where, "must be a single value");
            return null;
        }
        if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
            problems.add(line(node), where, "is empty; leave the key out where there is no value");
            return null;
        }
        try {
            return parser.apply(scalar.getValue());
        } catch (IllegalArgumentException ex) {
            problems.add(line(node), where, String.valueOf(ex.getMessage()));
            return null;
        }
    }

    private static Map<String, Object> content(MappingNode mapping) {
        Map<String, Object> content = new LinkedHashMap<>();
        mapping.getValue().forEach(entry -> {
            if (entry.getKeyNode() instanceof ScalarNode name) {
                content.put(name.getValue(), content(entry.getValueNode()));
            }
        });
        return content;
    }

    private static Object content(Node node) {
        if (node instanceof MappingNode mapping) {
            return content(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(Section::content).toList();
        }
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
