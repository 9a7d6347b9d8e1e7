package rivulet.kernel.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the cells of a session have defined, as far as it counts.
public interface Definitions {
  /// A variable.
  ///
  /// @param type as users write it
  /// @param value what it holds now
  record Variable(String name, String type, @Nullable Object value) {}

  /// The variables, by name.
  List<Variable> variables();

  /// The types and methods as they are written, by name; without bodies.
  List<String> types();

  /// The methods: result, name and parameters.
  List<String> methods();

  /// The imports that users wrote, without the keyword.
  List<String> imports();

  /// Forgets all of these. Libraries stay.
  void reset();
}
