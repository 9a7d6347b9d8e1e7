package rivulet.kernel.cell;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import javax.tools.SimpleJavaFileObject;

/// A cell's text as javac reads it. Its file name is `In[3]`, so diagnostics, line tables and stack
/// traces speak of the cell's own lines.
final class Source extends SimpleJavaFileObject {
  private final int number;
  private final String text;

  Source(int number, String text) {
    super(uri(number), Kind.SOURCE);
    this.number = number;
    this.text = text;
  }

  private static URI uri(int number) {
    try {
      return new URI("cell", null, "/In[" + number + "]", null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  String text() {
    return text;
  }

  /// How users know it: `In[3]`.
  String label() {
    return "In[" + number + "]";
  }

  int number() {
    return number;
  }

  /// The line with this number, from 1; empty where there is none.
  String line(long line) {
    List<String> lines = text.lines().toList();
    return line >= 1 && line <= lines.size() ? lines.get((int) line - 1) : "";
  }

  /// The column of a position, from 1; a tab counts as one.
  int column(long position) {
    int at = Math.clamp(position, 0, text.length());
    int before = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1));
    return at - before;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.SOURCE;
  }
}
