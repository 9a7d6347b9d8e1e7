package rivulet.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rivulet.kernel.session.SessionHistory;

/// `%history`, with two sessions before this one.
@Timeout(120)
class HistoryMagicsTest {
  private final MagicCells cells = new MagicCells();

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    Path file = folder.resolve("history.sqlite");
    for (String session : new String[] {"a", "b"}) {
      try (SessionHistory history = new SessionHistory(file)) {
        for (int line = 1; line <= 4; line++) {
          history.addInput(line, session + line);
        }
      }
    }
    cells.surface.history.close();
    cells.surface.history = new SessionHistory(file);
    cells.value("int n = 1;\nn++;");
    cells.value("n * 10");
  }

  @AfterEach
  void end() {
    cells.close();
  }

  private String history(String line) {
    cells.value("%history " + line);
    return cells.printed();
  }

  @Test
  void withoutArguments_itIsThisSessions() {
    assertEquals("int n = 1;\nn++;\nn * 10\n%history \n".replace(" \n", "\n"), history(""));
    assertEquals("   1:\nint n = 1;\nn++;\n   2: n * 10\n", history("-n 1-2"));
    assertEquals("n * 10\n20\n", history("-o 2"));
    assertEquals("   2: n * 10\n20\n", history("-no 2"));
  }

  @Test
  void historyInMemory_isThisSessions() {
    cells.surface.history.close();
    cells.surface.history = new SessionHistory(null);
    cells.value("1 + 1;");
    assertEquals("1 + 1;\n%hist\n", printed("%hist"));
    assertEquals("", history("~1/"));
  }

  private String printed(String code) {
    cells.value(code);
    return cells.printed();
  }

  @ParameterizedTest
  @CsvSource({
    "~1/,b1 b2 b3 b4",
    "~2/3,a3",
    "1/3,a3",
    "1/2-3,a2 a3",
    "1/2:3,a2",
    "1/3-,a3 a4",
    "~1/-2,b1 b2",
    "~2/3-~1/2,a3 a4 b1 b2",
    "1/4-2/1,a4 b1",
    "~1/1 ~2/1,b1 a1",
    "~1/9,''",
    "-g [ab][1-4],a1 a2 a3 a4 b1 b2 b3 b4",
    "-g [b]3 -l 3,b3",
    "~1/2-4 -g 3,b3",
  })
  void cells_areNamedAsInIPython(String arguments, String expected) {
    assertEquals(
        expected.isEmpty() ? "" : expected.replace(' ', '\n') + "\n",
        history(arguments).replaceAll("(?m)^ *[\\d/]+: ", ""));
  }

  @Test
  void search_tellsSessionsAndNumbers() {
    assertEquals(" 1/2: a2\n 2/2: b2\n", history("-g [ab]2"));
    assertEquals("   2: n * 10\n", history("-g n [*] 10"));
    String all = history("-g");
    assertTrue(all.startsWith(" 1/1: a1\n") && all.contains("   1:\nint n"), all);
  }

  @Test
  void tail_takesTheLastOfAllSessions() {
    assertEquals("b4\nint n = 1;\nn++;\nn * 10\n%history -l 4\n", history("-l 4"));
    assertEquals("%history -l1\n", history("-l1"));
    assertTrue(history("-l").startsWith("a"), "ten cells");
  }

  @Test
  void unique_takesTheLatestOfEqualCells() {
    cells.value("n * 10");
    assertEquals("   3: n * 10\n", history("-u -g n [*] 10"));
  }

  @Test
  void file_getsTheCells() throws IOException {
    Path file = folder.resolve("cells.java");
    assertEquals("Writing " + file + "\n", history("-f " + file + " 1-2"));
    assertEquals("int n = 1;\nn++;\nn * 10\n", Files.readString(file));
    assertEquals("Overwriting " + file + "\n", history("-n -f " + file + " 2"));
    assertEquals("   2: n * 10\n", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-x", "-f", "1-2-3", "-", "~/", "~1/2-5/3"})
  void wrongArguments_areRefused(String arguments) {
    assertEquals("UsageError", cells.failure("%history " + arguments).name());
  }

  @Test
  void jshell_listsCells() {
    assertEquals("   1:\nint n = 1;\nn++;\n   2: n * 10\n", printed("%jshell /list 1-2"));
    assertEquals("   2: n * 10\n", printed("%jshell /list 2"));
    assertTrue(printed("%jshell /list -all").contains("   1:\nint n = 1;"));
    assertTrue(printed("%jshell /h -all").startsWith(" 1/1: a1\n"));
    assertTrue(cells.failure("%jshell /").message().startsWith("%jshell takes /vars"));
    assertTrue(cells.failure("%jshell /edit").message().endsWith("but got: /edit"));
  }
}
