package rivulet.kernel.assist;

import java.util.Comparator;
import rivulet.kernel.session.Assistant.Match;

/// A completion, and what tells its place in the list.
///
/// @param rank how near it is, 0 first
/// @param deprecated those come last
record Candidate(String text, String kind, String signature, int rank, boolean deprecated) {
  static Candidate of(String text, String kind, String signature, int rank) {
    return new Candidate(text, kind, signature, rank, false);
  }

  static Candidate keyword(String word) {
    return of(word, "keyword", "", Names.KEYWORD);
  }

  /// The best first: as it was typed before another case, then the nearest.
  static Comparator<Candidate> order(String prefix) {
    return Comparator.comparing(Candidate::deprecated)
        .thenComparing(c -> c.rank >= Names.OTHER_TYPE)
        .thenComparing(c -> c.rank < Names.OTHER_TYPE && !c.text.startsWith(prefix))
        .thenComparingInt(Candidate::rank)
        .thenComparing(Candidate::text);
  }

  Match match() {
    return new Match(text, kind, signature);
  }
}
