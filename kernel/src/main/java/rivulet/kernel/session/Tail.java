package rivulet.kernel.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import rivulet.kernel.protocol.Output;

/// The end of a text in two streams; what was before it is only counted.
final class Tail {
  /// What was dropped.
  record Left(long lines, long characters) {}

  private final int most;
  private final Deque<Output.Stream> pieces = new ArrayDeque<>();
  private int length;
  private long leftLines;
  private long leftCharacters;

  /// @param most how many characters are kept
  Tail(int most) {
    this.most = most;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// The stream of the first piece.
  String name() {
    return pieces.getFirst().name();
  }

  /// How many characters are kept.
  int length() {
    return length;
  }

  void add(Output.Stream piece) {
    Output.Stream added = piece;
    if (!pieces.isEmpty() && goesOn(pieces.getLast(), piece)) {
      String before = pieces.removeLast().text();
      length -= before.length();
      added = new Output.Stream(piece.name(), CarriageReturns.collapse(before + piece.text()));
    }
    pieces.add(added);
    length += added.text().length();
    while (length > most) {
      shorten();
    }
  }

  Left left() {
    return new Left(leftLines, leftCharacters);
  }

  /// Takes what is kept.
  List<Output.Stream> take() {
    List<Output.Stream> taken = new ArrayList<>(pieces);
    pieces.clear();
    length = 0;
    leftLines = 0;
    leftCharacters = 0;
    return taken;
  }

  /// Whether a piece may write over the one before it.
  private static boolean goesOn(Output.Stream last, Output.Stream piece) {
    return last.name().equals(piece.name()) && piece.text().indexOf('\r') >= 0;
  }

  /// Drops the first piece, or of a piece that is too long its first lines.
  private void shorten() {
    Output.Stream first = pieces.removeFirst();
    int excess = Math.min(length - most, first.text().length());
    int line = first.text().indexOf('\n', excess - 1) + 1;
    int cut = line > 0 ? line : boundary(first.text(), excess);
    String dropped = first.text().substring(0, cut);
    leftLines += dropped.chars().filter(c -> c == '\n').count();
    leftCharacters += cut;
    length -= cut;
    if (cut < first.text().length()) {
      pieces.addFirst(new Output.Stream(first.name(), first.text().substring(cut)));
    }
  }

  /// An index, or the next one where it would cut a character in half.
  static int boundary(String text, int index) {
    boolean cuts =
        index < text.length()
            && Character.isLowSurrogate(text.charAt(index))
            && Character.isHighSurrogate(text.charAt(index - 1));
    return cuts ? index + 1 : index;
  }
}
