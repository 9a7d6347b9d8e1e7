package rivulet.kernel.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Settles names that two imports on demand give: javac reports them as ambiguous, and the one
/// whose import is stronger is imported by itself at the next attempt.
final class Ambiguities {
  private static final String AMBIGUOUS = "compiler.err.ref.ambiguous";

  private final Imports imports;

  Ambiguities(Imports imports) {
    this.imports = imports;
  }

  /// Single imports that settle these errors, as far as they are of this kind.
  Set<String> settle(List<JCDiagnostic> errors) {
    Set<String> settled = new LinkedHashSet<>();
    errors.stream()
        .filter(e -> e.getCode().equals(AMBIGUOUS))
        .map(e ->
            Stream.of(e.getArgs())
                .filter(Symbol.class::isInstance)
                .map(Symbol.class::cast)
                .distinct()
                .toList())
        .forEach(candidates -> prefer(candidates, settled));
    return settled;
  }

  private void prefer(List<Symbol> candidates, Set<String> settled) {
    List<Symbol> alike =
        candidates.stream()
            .filter(s -> s instanceof ClassSymbol == candidates.getFirst() instanceof ClassSymbol)
            .toList();
    int best = alike.stream().mapToInt(this::rank).max().orElse(0);
    List<Symbol> strongest = alike.stream().filter(s -> rank(s) == best).toList();
    if (strongest.size() == 1) {
      settled.add(single(strongest.getFirst()));
    }
  }

  private int rank(Symbol symbol) {
    return imports.rank(onDemand(symbol));
  }

  private static String prefix(Symbol symbol) {
    return symbol instanceof ClassSymbol && symbol.owner instanceof PackageSymbol ? "" : "static ";
  }

  private static String onDemand(Symbol symbol) {
    return prefix(symbol) + symbol.owner.getQualifiedName() + ".*";
  }

  private static String single(Symbol symbol) {
    return prefix(symbol) + symbol.owner.getQualifiedName() + "." + symbol.name;
  }
}
