package org.vestibule.importing.yaml;

import java.io.StringReader;
import java.util.Optional;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** A YAML text as its tree of nodes. No object is ever made from it, so tags in it can do nothing. */
public final class YamlText {

    /** Some 200,000 people. */
    private static final int MAX_CODE_POINTS = 64 * 1024 * 1024;

    private static final int MAX_DEPTH = 20;

    private YamlText() {}

    /** The top mapping; without keys where the text is empty or is no YAML, which is then a problem. */
    public static Section parse(String text, Problems problems) {
        try {
            return Section.of(Optional.ofNullable(yaml().compose(new StringReader(text))), problems);
        } catch (MarkedYAMLException ex) {
            int line = ex.getProblemMark() == null ? 1 : ex.getProblemMark().getLine() + 1;
            problems.add(line, "", "not YAML: " + ex.getProblem());
        } catch (YAMLException ex) {
            problems.add(1, "", "not YAML: " + ex.getMessage());
        }
        return Section.of(Optional.<Node>empty(), problems);
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setNestingDepthLimit(MAX_DEPTH);
        return new Yaml(options);
    }
}
