package rivulet.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rivulet.kernel.protocol.Output;

class GovernorTest {
  @TempDir Path folder;
  private final List<Output.Stream> shown = new ArrayList<>();
  private long now;
  private boolean diskIsFull;
  private final Transcript transcript = new Transcript(this::file);
  private final Governor governor = new Governor(shown::add, transcript, () -> now);

  private Path file() throws IOException {
    if (diskIsFull) {
      throw new IOException("disk full");
    }
    return Files.createFile(folder.resolve("all.txt"));
  }

  private String text() {
    return shown.stream().map(Output.Stream::text).collect(Collectors.joining());
  }

  private static String lines(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append("line ").append(i).append('\n');
    }
    return lines.toString();
  }

  @Test
  void take_little_isShownAtOnceAndNeedsNoFile() {
    governor.take("stdout", "hello\n");
    assertEquals(List.of(new Output.Stream("stdout", "hello\n")), shown);
    governor.showTail();
    assertEquals(1, shown.size());
    assertFalse(Files.exists(folder.resolve("all.txt")));
  }

  @Test
  void take_flood_showsHeadNoteAndTailAndKeepsAll() throws Exception {
    for (int i = 0; i < 1_000_000; i += 5000) {
      governor.take("stdout", lines(i, i + 5000));
    }
    governor.showTail();
    String text = text();
    assertTrue(text.startsWith(lines(0, 30_000)), "head");
    assertTrue(text.endsWith(lines(999_500, 1_000_000)), "tail");
    assertTrue(text.length() < Governor.HEAD + 2 * Governor.TAIL, text.length() + " characters");
    assertTrue(shown.size() < 100, shown.size() + " messages");
    Path file = folder.resolve("all.txt");
    assertTrue(text.contains("not shown; all of the output is in " + file), "note");
    assertEquals(lines(0, 1_000_000), Files.readString(file));
    assertEquals(1_000_000, leftOut(text) + text.lines().filter(l -> l.startsWith("line")).count());
  }

  private static long leftOut(String text) {
    String note = text.lines().filter(line -> line.startsWith("[...")).findFirst().orElseThrow();
    return Long.parseLong(
        note.replaceFirst("\\[\\.\\.\\. ([0-9,]+) lines.*", "$1").replace(",", ""));
  }

  @Test
  void take_oneEndlessLine_showsItsStartAndItsEnd() {
    governor.take("stdout", "é😀".repeat(1_000_000));
    governor.showTail();
    String text = text();
    assertTrue(text.startsWith("é😀é😀"), "head");
    assertTrue(text.endsWith("é😀"), "tail");
    assertFalse(text.contains("\uFFFD"));
    assertEquals(0, text.chars().filter(c -> c == '?').count());
  }

  @Test
  void take_twoStreams_keepsTheirOrderInTheTail() {
    governor.take("stdout", lines(0, 100_000));
    governor.take("stderr", "warning\n");
    governor.take("stdout", "end\n");
    governor.showTail();
    List<Output.Stream> last = shown.subList(shown.size() - 2, shown.size());
    assertEquals(
        List.of(new Output.Stream("stderr", "warning\n"), new Output.Stream("stdout", "end\n")),
        last);
  }

  @Test
  void showIfRoom_afterAWhile_showsHowFarItIs() {
    governor.take("stdout", lines(0, 100_000));
    int before = shown.size();
    governor.showIfRoom();
    assertEquals(before, shown.size());
    assertTrue(governor.waits());
    now += 10_000_000_000L;
    governor.showIfRoom();
    assertFalse(governor.waits());
    assertTrue(text().endsWith("line 99999\n"));
  }

  @Test
  void take_slowText_isNeverLeftOut() {
    String chapter = "x".repeat(1000) + "\n";
    for (int i = 0; i < 10_000; i++) {
      governor.take("stdout", chapter);
      now += 1_000_000_000L;
    }
    assertEquals(chapter.repeat(10_000), text());
  }

  @Test
  void take_progressLines_areFew() {
    for (int i = 0; i < 100; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < 10_000; k++) {
        text.append("\r").append(k).append(" of 10000");
      }
      governor.take("stderr", text.toString());
    }
    assertEquals("\r9999 of 10000".repeat(100), text());
  }

  @Test
  void take_progressLineOfAnHour_isNeverLeftOut() {
    for (int i = 0; i < 72_000; i++) {
      governor.take("stderr", "\r" + i + " of 72000");
      now += 50_000_000L;
      if (i % 20 == 0) {
        governor.showIfRoom();
      }
    }
    governor.showTail();
    String text = text();
    assertFalse(text.contains("not shown"), "note");
    assertTrue(text.endsWith("\r71999 of 72000"), "end");
    assertTrue(shown.size() > 3600, shown.size() + " messages");
  }

  @Test
  void take_flood_whereNoFileCanBeMade_saysSo() {
    diskIsFull = true;
    governor.take("stdout", lines(0, 100_000));
    governor.showTail();
    assertTrue(text().contains("they are lost: java.io.IOException: disk full"), "note");
  }
}
