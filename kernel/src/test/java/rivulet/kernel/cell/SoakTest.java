package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// A long session of cells that declare the same things again and again: the classes of old cells
/// are unloaded, and the memory levels off.
///
/// `-Drivulet.soak.cells=10000` is the long one.
class SoakTest {
  private static final int CELLS = Integer.getInteger("rivulet.soak.cells", 800);
  private static final int WARM_UP = 400;

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
      cells.run(NOTEBOOK[ran % NOTEBOOK.length].replace("%d", "" + ran));
    }
  }

  private static int loadedClasses() {
    System.gc();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  private static long usedMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  @Test
  void classesAndMemory_levelOff() {
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      run(WARM_UP);
      int classes = loadedClasses();
      long megabytes = usedMegabytes();
      run(CELLS);
      int moreClasses = loadedClasses() - classes;
      long moreMegabytes = usedMegabytes() - megabytes;
      System.out.println(
          CELLS + " cells left " + moreClasses + " classes and " + moreMegabytes + " MB");
      assertTrue(moreClasses < 300, moreClasses + " classes more");
      assertTrue(moreMegabytes < 40, moreMegabytes + " MB more");
    } finally {
      System.setErr(err);
    }
  }
}
