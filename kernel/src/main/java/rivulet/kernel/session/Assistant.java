package rivulet.kernel.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Helps while cells are typed: nothing that is asked here runs a cell or waits for one. Positions
/// count UTF-16 units, as Java's strings do.
public interface Assistant {
  /// What could stand at a place in a text.
  ///
  /// @param cursor the place, from 0 to the text's length
  Completions complete(String code, int cursor);

  /// What is known of the name at a place in a text, as a MIME bundle; empty where nothing is.
  ///
  /// @param cursor the place, from 0 to the text's length
  /// @param detailed with the declaration's source where it is known
  Map<String, Object> inspect(String code, int cursor, boolean detailed);

  /// Whether a text is a whole cell.
  Judgement isComplete(String code);

  /// What can replace a part of a text, the best first.
  ///
  /// @param start where the part begins
  /// @param end where it ends
  record Completions(int start, int end, List<Match> matches) {}

  /// One replacement.
  ///
  /// @param text what is inserted
  /// @param kind what it is, in ipykernel's words: `function`, `instance`, `class`, `module`,
  ///   `keyword`, `magic`, `path`
  /// @param signature its declaration in one line; empty where it has none
  record Match(String text, String kind, String signature) {}

  /// What `is_complete_request` answers.
  ///
  /// @param status `complete`, `incomplete`, `invalid` or `unknown`
  /// @param indent what the next line starts with; only where incomplete
  record Judgement(String status, @Nullable String indent) {}
}
