package rivulet.kernel.session;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import rivulet.kernel.protocol.Output;

/// Decides how much of a cell's text is shown, so that a flood drowns neither the client nor the
/// user. There is room for much text at once and for a little more each second; what does not fit
/// waits, and of what waits only the end is kept. When there is room again, or the cell ends, the
/// end is shown behind a note that says what is missing and which file holds all.
final class Governor {
  /// Characters that are shown at once.
  static final int HEAD = 512 * 1024;

  /// Characters that are shown at the end.
  static final int TAIL = 8 * 1024;

  private static final double PER_SECOND = 2 * 1024;

  /// What a message costs beside its text.
  private static final int PER_MESSAGE = 256;

  private final Consumer<Output.Stream> show;
  private final Transcript transcript;
  private final LongSupplier nanoTime;
  private final Tail tail = new Tail(TAIL);
  private double room = HEAD;
  private long then;

  Governor(Consumer<Output.Stream> show, Transcript transcript, LongSupplier nanoTime) {
    this.show = show;
    this.transcript = transcript;
    this.nanoTime = nanoTime;
    this.then = nanoTime.getAsLong();
  }

  /// Takes text of a stream.
  void take(String name, String text) {
    transcript.add(text);
    refill();
    String shown = CarriageReturns.collapse(text);
    int fitting = tail.isEmpty() ? fitting(shown) : 0;
    if (fitting > 0) {
      show(new Output.Stream(name, shown.substring(0, fitting)));
    }
    if (fitting < shown.length()) {
      tail.add(new Output.Stream(name, shown.substring(fitting)));
    }
  }

  /// Whether text waits.
  boolean waits() {
    return !tail.isEmpty();
  }

  /// Shows what waits if there is room for it.
  void showIfRoom() {
    refill();
    if (room >= tail.length() + PER_MESSAGE) {
      showTail();
    }
  }

  /// Shows the end of what waits, room or not.
  void showTail() {
    if (tail.isEmpty()) {
      return;
    }
    Tail.Left left = tail.left();
    if (left.characters() > 0) {
      show(new Output.Stream(tail.name(), note(left)));
    }
    tail.take().forEach(this::show);
  }

  private void show(Output.Stream text) {
    room = Math.max(0, room - text.text().length() - PER_MESSAGE);
    show.accept(text);
  }

  private String note(Tail.Left left) {
    return String.format(
        Locale.ROOT,
        "\n[... %,d lines (%,d characters) are not shown; %s]\n",
        left.lines(),
        left.characters(),
        transcript.where());
  }

  private void refill() {
    long now = nanoTime.getAsLong();
    room = Math.min(HEAD, room + PER_SECOND * (now - then) / 1e9);
    then = now;
  }

  /// How much of a text there is room for: all, or whole lines, or of one long line what fits.
  private int fitting(String text) {
    int most = (int) room - PER_MESSAGE;
    if (text.length() <= most) {
      return text.length();
    }
    if (most <= TAIL) {
      return 0;
    }
    int lines = text.lastIndexOf('\n', most - 1) + 1;
    return lines > 0 ? lines : Tail.boundary(text, most);
  }
}
