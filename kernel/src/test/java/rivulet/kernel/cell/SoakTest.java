package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A long session of cells that declare the same things again and again, with help for each: the
/// classes of old cells are unloaded, and the memory levels off.
///
/// `-Drivulet.soak.cells=10000` is the long one.
class SoakTest {
  private static final int CELLS = Integer.getInteger("rivulet.soak.cells", 1600);

  private static final String[] NOTEBOOK = {
    "int counter = %d; var list = new ArrayList<Object>(List.of(counter));",
    "class Item { int v = %d; Item(int v) { this.v += v; } int twice() { return v * 2; } }",
    "int use(int n) { return new Item(n).twice() + counter; }",
    "String use(String s) { return s + use(%d); }",
    "int early() { return missing() + %d; }",
    "Object[] held = new Object[10_000]; held[0] = new Item(%d); list.add(held);",
    "Supplier<Object> later = () -> new Item(use(counter)); later.get().getClass().hashCode() * 0 + %d",
    "record Pair(int a, Item b, long c%d) {} sealed interface S permits T {} record T(Pair p) implements S {}",
    "int of(S s) { return switch (s) { case T(Pair p) -> p.a() + %d; }; } of(new T(new Pair(1, null, 2)))",
    "int x = %d; x = x / (x - x);",
    "use(\"a\") + list.size() + broken(",
  };

  private final Cells cells = new Cells();
  private int ran;

  private void run(int count) {
    for (int end = ran + count; ran < end; ran++) {
      String cell = NOTEBOOK[ran % NOTEBOOK.length].replace("%d", "" + ran);
      cells.run(cell);
      cells.interpreter.sketches().syntaxError(cell);
      cells.interpreter.sketches().understand(cell, cell.length(), sketch -> Optional.of(ran));
    }
  }

  /// What the JVM holds after a collection.
  ///
  /// @param heap in MB, as the next two
  /// @param metaspace the classes' own memory
  /// @param rest what the process has beside the heap, with the metaspace; 0 where the system does
  ///   not say
  private record Held(int classes, long heap, long metaspace, long rest) {
    static Held now() throws IOException {
      System.gc();
      MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
      return new Held(
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
          heap.getUsed() >> 20,
          metaspaceUsed() >> 20,
          Math.max(0, resident() - heap.getCommitted()) >> 20);
    }

    private static long metaspaceUsed() {
      return ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getName().equals("Metaspace"))
          .mapToLong(pool -> pool.getUsage().getUsed())
          .sum();
    }

    private static long resident() throws IOException {
      Path status = Path.of("/proc/self/status");
      return Files.isReadable(status)
          ? Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
              .sum()
          : 0;
    }
  }

  private Held heldAfter(int cells, PrintStream report) throws IOException {
    run(cells - ran);
    Held held = Held.now();
    report.println("SoakTest: after " + ran + " cells " + held);
    return held;
  }

  @Test
  void classesAndMemory_levelOff() throws IOException {
    PrintStream err = System.err;
    PrintStream out = System.out;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      heldAfter(CELLS / 10, out);
      Held early = heldAfter(CELLS / 4, out);
      heldAfter(CELLS / 2, out);
      heldAfter(CELLS * 3 / 4, out);
      Held late = heldAfter(CELLS, out);
      assertLevel("classes", early.classes(), late.classes(), 300);
      assertLevel("MB of heap", early.heap(), late.heap(), 40);
      assertLevel("MB of metaspace", early.metaspace(), late.metaspace(), 5);
    } finally {
      System.setErr(err);
    }
  }

  private static void assertLevel(String what, long early, long late, long most) {
    assertTrue(late - early < most, late - early + " " + what + " more");
  }
}
