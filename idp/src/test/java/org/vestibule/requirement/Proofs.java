package org.vestibule.requirement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.jspecify.annotations.Nullable;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/** Reads the {@link Requirement} annotations from sources, since no module has the tests of all others on its class path. */
final class Proofs extends TreeScanner<@Nullable Void, String> {

    private static final Set<String> TESTS = Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory");

    private final Path source;
    private final List<Proof> found = new ArrayList<>();

    private Proofs(Path source) {
        this.source = source;
    }

    /**
     * All claims in the test sources of a repository.
     *
     * @param root of the repository
     */
    static List<Proof> in(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.map(path -> path.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> all = Files.walk(module)) {
                    all.filter(path -> path.toString().endsWith("Tests.java")).forEach(files::add);
                }
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Proof> found = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                Proofs scanner =
                        new Proofs(root.relativize(Path.of(unit.getSourceFile().toUri())));
                scanner.scan(unit, "");
                found.addAll(scanner.found);
            }
        }
        return found.stream().sorted().toList();
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String outer) {
        String name = outer.isEmpty() ? type.getSimpleName().toString() : outer + "." + type.getSimpleName();
        boolean tests = type.getMembers().stream()
                .anyMatch(member -> member instanceof MethodTree method && isTest(method.getModifiers()));
        claims(type.getModifiers(), name, tests);
        return super.visitClass(type, name);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, String type) {
        claims(method.getModifiers(), type + "." + method.getName(), isTest(method.getModifiers()));
        return null;
    }

    private void claims(ModifiersTree modifiers, String name, boolean test) {
        for (AnnotationTree annotation : modifiers.getAnnotations()) {
            if (simpleName(annotation).equals("Requirement")) {
                for (ExpressionTree argument : annotation.getArguments()) {
                    argument.accept(
                            new TreeScanner<@Nullable Void, @Nullable Void>() {
                                @Override
                                public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
                                    found.add(new Proof(literal.getValue().toString(), source, name, test));
                                    return null;
                                }
                            },
                            null);
                }
            }
        }
    }

    private static boolean isTest(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream().anyMatch(one -> TESTS.contains(simpleName(one)));
    }

    private static String simpleName(AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
