package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class UnloadingTest {
  private static final String[] NOTEBOOK = {
    "int counter = 0; var list = new ArrayList<Integer>();",
    "class Item { int v; Item(int v) { this.v = v; } int twice() { return v * 2; } }",
    "int use(int n) { return new Item(n).twice() + counter; }",
    "counter += use(3); list.add(counter);",
    "Supplier<Integer> later = () -> use(counter);",
    "record Pair(int a, Item b) {} var pair = new Pair(later.get(), new Item(1));",
    "var first = pair.a(); Object second = list;",
    "list.stream().map(i -> new Pair(i, null)).mapToInt(Pair::a).sum() + later.get()",
  };

  private final Cells cells = new Cells();

  private void rerun(int times) {
    for (int i = 0; i < times; i++) {
      cells.values(NOTEBOOK);
    }
  }

  private static int loadedClasses() {
    System.gc();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  @Test
  void redefinedCells_goAway() {
    rerun(50);
    int before = loadedClasses();
    rerun(250);
    int grown = loadedClasses() - before;
    assertTrue(grown < 300, "2000 cells left " + grown + " classes");
  }
}
