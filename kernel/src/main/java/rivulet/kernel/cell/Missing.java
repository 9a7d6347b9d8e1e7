package rivulet.kernel.cell;

import java.util.LinkedHashSet;
import java.util.Set;

/// What a declaration of a cell uses though no cell has declared it yet.
///
/// @param symbols each as `class A` or `method g(int)`
/// @param outsideBody whether the declaration makes no sense without them: not only a method's body
///   needs them
record Missing(Set<String> symbols, boolean outsideBody) {
  Missing and(Missing more) {
    Set<String> all = new LinkedHashSet<>(symbols);
    all.addAll(more.symbols);
    return new Missing(all, outsideBody || more.outsideBody);
  }

  String text() {
    return String.join(", ", symbols);
  }
}
