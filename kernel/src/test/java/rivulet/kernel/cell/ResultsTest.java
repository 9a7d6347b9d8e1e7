package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import rivulet.kernel.session.Interpreter.Outcome;

class ResultsTest {
  private final Cells cells = new Cells();

  @Test
  void out_givesWhatCellsShowed() {
    cells.values("6 * 7", "int silent = 1;", "\"text\"");
    assertEquals("text", cells.value("out()"));
    assertEquals(43, cells.value("(int) out(1) + 1"));
    assertEquals(43, cells.value("out()"));
    assertEquals(42, cells.value("int n = (Integer) out(1); n"));
  }

  @Test
  void out_ofACellWithoutAValue_saysWhichHaveOne() {
    Outcome.Failure none = cells.failure("out()");
    assertEquals("java.util.NoSuchElementException", none.name());
    assertEquals("no cell has shown a value yet", none.message());
    cells.values("int a = 1;", "a");
    assertEquals(
        "cell 2 has shown no value; there are values of cells [3]",
        cells.failure("out(2)").message());
  }

  @Test
  void theLastHundred_areKept_untilTheyAreForgotten() {
    for (int i = 1; i <= 120; i++) {
      assertEquals(i, cells.value("" + i));
    }
    assertEquals(21, cells.value("out(21)"));
    assertTrue(cells.failure("out(20)").message().startsWith("cell 20 has shown no value"));
    cells.interpreter.forgetResults();
    assertEquals("no cell has shown a value yet", cells.failure("out()").message());
  }

  @Test
  void threadsOfCells_askToo_andUsersMayTakeTheName() {
    cells.value("5");
    assertEquals(
        5,
        cells.value(
            "Object[] got = new Object[1]; Thread t = new Thread(() -> got[0] = out(1)); t.start(); t.join(); got[0]"));
    assertEquals("mine", cells.value("String out(int n) { return \"mine\"; } var out = 3; out(1)"));
  }
}
