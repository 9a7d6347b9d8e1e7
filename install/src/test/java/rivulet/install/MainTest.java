package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    return new Main(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(words));
  }

  private void assertRefused(String message, String... words) {
    err.reset();
    assertEquals(2, run(words));
    String text = err.toString(StandardCharsets.UTF_8);
    assertTrue(text.startsWith("rivulet: " + message), text);
    assertTrue(text.contains("Usage:"), text);
    assertEquals(0, out.size());
  }

  @Test
  void wrongUsage_saysWhatAndHow() {
    assertRefused("no command given");
    assertRefused("unknown command: fly", "fly");
    assertRefused("NOTEBOOK is missing", "run");
    assertRefused("unknown option: --all", "run", "--all", "a.ipynb");
    assertRefused("CONNECTION_FILE is missing", "kernel");
    assertRefused("unexpected: here", "install", "here");
    assertRefused("unexpected: here", "aot", "here");
    assertRefused("--user, --sys-prefix and --prefix exclude", "install", "--user", "--sys-prefix");
    assertRefused("--only needs a regular expression: ", "bench", "--only", "(");
    assertRefused("--only finds none of scalar_descent, ", "bench", "--only", "nonsuch");
    assertRefused("--threads needs a number above 0, not 0", "bench", "--threads", "0");
    assertRefused("--threads needs a number above 0, not ", "bench", "--threads", "1,");
    assertRefused("--vs goes with one number of --threads", "bench", "--threads=1,2", "--vs=sh");
    assertRefused("--seconds needs a number above 0, not -1", "bench", "--seconds", "-1");
    assertRefused("--vs needs a value", "bench", "--vs");
    assertRefused("--vs needs a Python, and there is no program nonsuch", "bench", "--vs=nonsuch");
    assertRefused(
        "--vs needs a Python, and there is no program /non/such", "bench", "--vs=/non/such");
  }

  @Test
  void noSuchFile() {
    assertEquals(2, run("run", "nonsuch.ipynb"));
    assertEquals(
        "rivulet: no such file: nonsuch.ipynb" + System.lineSeparator(),
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void helpAndVersion() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("Usage:"));
    out.reset();
    assertEquals(0, run("--version"));
    assertTrue(out.toString(StandardCharsets.UTF_8).matches("rivulet \\d+\\.\\d+\\.\\d+.*\\R"));
  }
}
