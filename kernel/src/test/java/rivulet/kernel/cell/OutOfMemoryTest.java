package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.kernel.session.Interpreter.Outcome;

/// A heap that is really full, in a process of its own.
public class OutOfMemoryTest {
  /// The process: what its cells gave, a line each.
  public static void main(String[] args) {
    Cells cells = new Cells();
    cells.value("int kept = 7; var all = new ArrayList<Object>();");
    Outcome.Failure failure = cells.failure("while (true)\n  all.add(new byte[10_000]);");
    System.out.println(failure.name() + " " + failure.message());
    System.out.println(Cells.text(failure).replace("\n", "|"));
    System.out.println(cells.value("all = null; kept"));
    System.out.println(
        cells.value("class A { int v = 2; } byte[] large = new byte[10_000_000]; new A().v"));
  }

  @Test
  @Timeout(120)
  void fullHeap_endsTheCell_andTheNextCellsWork() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of("-Xmx96m", "-XX:+UseG1GC", "-cp", System.getProperty("java.class.path")));
    command.add(OutOfMemoryTest.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    List<String> lines = printed.lines().toList();
    assertEquals("java.lang.OutOfMemoryError Java heap space", lines.get(0), printed);
    assertTrue(lines.get(1).contains("Cell In[2], line 2|"), printed);
    assertTrue(lines.get(1).contains("set large ones to null"), printed);
    assertEquals(List.of("7", "2"), lines.subList(2, 4), printed);
  }
}
