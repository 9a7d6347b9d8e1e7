package rivulet.kernel.magic;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.KeptSurface;
import rivulet.kernel.session.CellContext;
import rivulet.kernel.session.Comms;
import rivulet.kernel.session.PastCells;
import rivulet.kernel.session.SessionHistory;

/// What magics find around a cell, for tests: it keeps what they say, and knows little.
final class MagicSurface extends KeptSurface implements CellContext {
  final List<DisplayData> pages = new ArrayList<>();

  /// What the user answers, in order.
  final Deque<String> answers = new ArrayDeque<>();

  SessionHistory history = new SessionHistory(null);
  int forgotten;

  /// How often the client was asked to end.
  int exits;

  @Override
  public PastCells history() {
    return history.past();
  }

  @Override
  public Map<String, Object> inspect(String code, int cursor, boolean detailed) {
    boolean known = code.startsWith("List") && cursor == code.length();
    return known ? Map.of("text/plain", code + " " + detailed) : Map.of();
  }

  @Override
  public void forgetResults() {
    forgotten++;
  }

  @Override
  public Comms comms() {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable String readLine(String prompt, boolean password) {
    if (answers.isEmpty()) {
      throw new IllegalStateException("this client takes no input");
    }
    return answers.pop();
  }

  @Override
  public void page(DisplayData text) {
    pages.add(text);
  }

  @Override
  public void setNextInput(String text, boolean replace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void askExit(boolean keepKernel) {
    exits++;
  }
}
