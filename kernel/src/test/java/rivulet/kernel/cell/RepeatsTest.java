package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// The same text again: it must mean what it would mean if it were compiled anew.
class RepeatsTest {
  private static final String CLASS = "new Object() {}.getClass().getEnclosingClass().getName()";
  private static final String WHERE =
      "StackWalker.getInstance().walk(f -> f.findFirst().get().getClassName())";

  private final Cells cells = new Cells();

  @Test
  void repeatedCell_runsAgain_inTheClassItHas() {
    cells.value("int n = 0;");
    assertEquals(1, cells.value("++n; n"));
    assertEquals(2, cells.value("++n; n"));
    assertEquals(cells.value(WHERE), cells.value(WHERE));
  }

  @Test
  void definitionInBetween_givesTheTextItsNewMeaning() {
    cells.value("long twice(long n) { return 2 * n; }");
    assertEquals(4L, cells.value("twice(2)"));
    cells.value("String twice(int n) { return n + \" and \" + n; }");
    assertEquals("2 and 2", cells.value("twice(2)"));
    cells.value("var n = 1;");
    assertEquals(2, cells.value("n + 1"));
    cells.value("var n = \"a\";");
    assertEquals("a1", cells.value("n + 1"));
  }

  @Test
  void importInBetween_givesTheTextItsNewMeaning() {
    cells.failure("new AtomicInteger(3).get()");
    cells.value("import java.util.concurrent.atomic.*;");
    assertEquals(3, cells.value("new AtomicInteger(3).get()"));
    cells.value("class AtomicInteger { AtomicInteger(int n) {} int get() { return 4; } }");
    assertEquals(4, cells.value("new AtomicInteger(3).get()"));
  }

  @Test
  void cellThatDefines_isNewEachTime() {
    String counting = "{ class Count { static int n = 0; } ++Count.n; v = Count.n; } v";
    cells.value("int v = 0;");
    assertEquals(1, cells.value(counting));
    assertEquals(1, cells.value(counting));
    assertNotEquals(cells.value(CLASS), cells.value(CLASS));
  }

  @Test
  void error_isThatOfTheLatestRun() {
    cells.value("int[] a = new int[1];");
    String text = "a[0]++;\nif (a[0] > 1) throw new Error(\"late\");";
    cells.value(text);
    assertTrue(cells.traceback(text).contains("Cell In[3], line 2"));
    assertTrue(cells.traceback(text).contains("Cell In[4], line 2"));
  }

  @Test
  void valueOfTheRunBefore_isNotShownAgain() {
    cells.value("int[] a = new int[1];");
    String text = "a[0]++ == 0 ? \"first\" : null";
    assertEquals("first", cells.value(text));
    assertEquals(null, cells.value(text));
  }
}
