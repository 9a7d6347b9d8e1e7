package rivulet.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;
import rivulet.kernel.session.PastCells.PastCell;

@Timeout(60)
class SavedCellsTest {
  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();

  private synchronized void note(String line) {
    log.add(line);
  }

  private synchronized String noted() {
    return String.join("\n", log);
  }

  private SavedCells open(@Nullable Path file) {
    return new SavedCells(file, this::note);
  }

  private Path file() {
    return folder.resolve("history.sqlite");
  }

  private static List<String> inputs(List<PastCell> cells) {
    return cells.stream().map(PastCell::input).toList();
  }

  @Test
  void close_storesWhatWaits() {
    try (SavedCells cells = open(file())) {
      cells.addInput(1, "a");
      cells.addOutput(1, "A");
    }
    try (SavedCells cells = open(file())) {
      assertEquals(List.of(new PastCell(1, 1, "a", "A")), cells.tail(10));
    }
    assertEquals("", noted());
  }

  @Test
  void sessionWithoutCells_makesNoFile() {
    open(file()).close();
    assertFalse(Files.exists(file()));
  }

  @Test
  void severalKernels_shareTheFile() {
    try (SavedCells first = open(file());
        SavedCells second = open(file())) {
      first.addInput(1, "first");
      second.addInput(1, "second");
      assertNotEquals(
          first.search("first", 1, false).getFirst().session(),
          second.search("second", 1, false).getFirst().session());
      assertEquals(List.of("first"), inputs(first.range(0, 1, null)));
      assertEquals(List.of("second"), inputs(second.range(0, 1, null)));
      assertEquals(List.of("first", "second"), inputs(first.tail(5)).stream().sorted().toList());
    }
    assertEquals("", noted());
  }

  @Test
  void fileThatIsNone_isPutAside() throws Exception {
    Files.writeString(file(), "no database, but as long as the header of one: ".repeat(5));
    try (SavedCells cells = open(file())) {
      cells.addInput(1, "a");
      assertEquals(List.of("a"), inputs(cells.tail(10)));
    }
    assertTrue(Files.exists(folder.resolve("broken-history.sqlite")));
    try (SavedCells cells = open(file())) {
      assertEquals(List.of("a"), inputs(cells.tail(10)));
    }
  }

  @Test
  void fileThatCannotBe_costsNothingButLaterSessions() throws Exception {
    Path place = Files.writeString(folder.resolve("x"), "no folder").resolve("history.sqlite");
    try (SavedCells cells = open(place)) {
      cells.addInput(1, "a");
      cells.addInput(2, "b");
      assertEquals(List.of("a", "b"), inputs(cells.tail(10)));
    }
    assertEquals(1, noted().lines().count(), noted());
    assertTrue(noted().contains(place.toString()), noted());
  }

  @Test
  void fileThatIsLocked_costsNothingButLaterSessions() throws Exception {
    try (SavedCells cells = open(file())) {
      cells.tail(1);
    }
    SQLiteDataSource data = new SQLiteDataSource();
    data.setUrl("jdbc:sqlite:" + file());
    try (Connection other = data.getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      try (SavedCells cells = open(file())) {
        cells.addInput(1, "a");
        assertEquals(List.of("a"), inputs(cells.tail(10)));
      }
      assertTrue(noted().contains("locked"), noted());
    }
  }

  @Test
  void ask_afterTheEnd_isEmpty() {
    SavedCells cells = open(null);
    cells.addInput(1, "a");
    cells.close();
    assertEquals(List.of(), cells.tail(10));
  }
}
