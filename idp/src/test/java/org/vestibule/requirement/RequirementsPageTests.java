package org.vestibule.requirement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The catalogue, what proves each requirement, and what was decided where nothing does: {@code docs/security}. What the
 * table would be now is written to {@code target/security/requirements.md}, to be read and copied.
 */
class RequirementsPageTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs/security");
    private static final Pattern DECISION = Pattern.compile("^## ([A-Z]+-[0-9]+): ", Pattern.MULTILINE);

    @Test
    void proofWhenClaimedThenIsATestOfAKnownRequirement() throws IOException {
        List<Proof> proofs = Proofs.in(ROOT);
        assertThat(proofs).allMatch(Proof::test);
        assertThat(proofs).extracting(Proof::requirement).isSubsetOf(catalogue().keySet());
    }

    @Test
    void requirementWhenNeitherProvenNorDecidedThenIsListedAsOpen() throws IOException {
        TreeSet<String> open = new TreeSet<>(catalogue().keySet());
        Proofs.in(ROOT).forEach(proof -> open.remove(proof.requirement()));
        open.removeAll(decided());
        assertThat(Files.readAllLines(DOCS.resolve("open.txt"))).containsExactlyElementsOf(open);
    }

    @Test
    void tableWhenMadeThenIsTheOneInDocs() throws IOException {
        String now = table();
        Path copy = Path.of("target/security/requirements.md");
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, now);
        assertThat(now).isEqualTo(Files.readString(DOCS.resolve("requirements.md")));
    }

    private static String table() throws IOException {
        Map<String, List<Proof>> proofs = Proofs.in(ROOT).stream().collect(Collectors.groupingBy(Proof::requirement));
        List<String> decided = decided();
        StringBuilder page = new StringBuilder("""
                # The security catalogue and its proofs

                Made from the `@Requirement` annotations of the tests; a build fails when this page is not what they say. A
                requirement has tests that prove it, or a decision in [decisions.md](decisions.md), or is open.

                | Requirement | | Proven by |
                |---|---|---|
                """);
        catalogue().forEach((id, title) -> {
            List<Proof> own = proofs.getOrDefault(id, List.of());
            String proven = own.stream().map(Proof::link).distinct().collect(Collectors.joining("<br>"));
            if (decided.contains(id)) {
                proven += (proven.isEmpty() ? "" : "<br>") + "decision: see [decisions.md](decisions.md)";
            }
            page.append("| ").append(id).append(" | ").append(title).append(" | ");
            page.append(proven.isEmpty() ? "open" : proven).append(" |\n");
        });
        return page.toString();
    }

    private static Map<String, String> catalogue() throws IOException {
        Map<String, String> titles = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DOCS.resolve("catalogue.tsv"))) {
            String[] cells = line.split("\t", 2);
            titles.put(cells[0], cells[1]);
        }
        assertThat(titles).hasSize(126);
        return titles;
    }

    private static List<String> decided() throws IOException {
        return DECISION.matcher(Files.readString(DOCS.resolve("decisions.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
