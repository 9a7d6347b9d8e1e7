package rivulet.kernel.cell;

import java.util.stream.IntStream;

/// A text that whoever reads it character by character can be stopped at. A search for a pattern
/// may go back and forth in it for ages.
final class StoppableText implements CharSequence {
  private final CharSequence text;

  StoppableText(CharSequence text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    StopChecks.checkUnchecked();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  @Override
  public IntStream chars() {
    return text.chars();
  }
}
