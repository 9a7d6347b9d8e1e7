package rivulet.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  private static String text(@Nullable Object value) {
    return PlainText.of(value);
  }

  private record Point(int x) {}

  private record Row(Object numbers, Optional<String[]> names) {}

  private record Owner(List<Object> things) {}

  private record Silent(Object numbers) {
    @Override
    public String toString() {
      return "silent [I@1f";
    }
  }

  private static class Words {
    private final @Nullable String words;

    Words(@Nullable String words) {
      this.words = words;
    }

    @Override
    @SuppressWarnings("NullAway") // some classes do so
    public String toString() {
      return words;
    }
  }

  private static final class Failing {
    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  private static final class Endless {
    @Override
    public String toString() {
      return "" + List.of(this);
    }
  }

  private static final class Titled extends AbstractList<Integer> {
    @Override
    public Integer get(int index) {
      return index;
    }

    @Override
    public int size() {
      return 2;
    }

    @Override
    public String toString() {
      return "two numbers";
    }
  }

  @Test
  void javasOwnValues_areAsJavaPrintsThem() {
    for (Object value :
        List.of(
            1.5f,
            "text",
            LocalDate.of(2026, 1, 2),
            new Point(3),
            Optional.of(1),
            Optional.empty(),
            Arrays.asList(1, null, List.of("a")),
            new ArrayDeque<>(List.of(1)),
            Collections.unmodifiableMap(new TreeMap<>(Map.of("a", 1, "b", List.of()))),
            Map.of(),
            new Titled())) {
      assertEquals(value.toString(), text(value));
    }
    assertEquals("null", text(null));
  }

  @Test
  void arrays_showTheirElements() {
    assertEquals("[1.0, 2.5]", text(new double[] {1, 2.5}));
    assertEquals("[[a], null, []]", text(new Object[] {new String[] {"a"}, null, new int[0]}));
    assertEquals("{k=[1]}", text(Map.of("k", new int[] {1})));
    assertEquals("Optional[[x]]", text(Optional.of(new char[] {'x'})));
  }

  @Test
  void arraysInRecordsAndEntries_showTheirElements() {
    Row row = new Row(new int[] {1, 2}, Optional.of(new String[] {"a"}));
    assertEquals("Row[numbers=[1, 2], names=Optional[[a]]]", text(row));
    assertEquals("[Row[numbers=[1, 2], names=Optional[[a]]]]", text(List.of(row)));
    assertEquals("k=[1]", text(Map.entry("k", new int[] {1})));
    assertEquals("silent [I@1f", text(new Silent(new int[0])));
  }

  @Test
  void whatIsLong_isCutAndSaysSo() {
    assertTrue(text(new int[1_000_000]).endsWith(", 0, ... 1,000,000 in all]"));
    assertTrue(text(Collections.nCopies(1001, 0)).endsWith(", 0, ... 1,001 in all]"));
    assertEquals("x".repeat(100_000) + "... 5 more characters", text("x".repeat(100_005)));
    assertTrue(text("x".repeat(200_000)).endsWith("... 100,000 more characters"));
    assertEquals("a... 4 more characters", PlainText.of("a😀😀", 2));
    String lists = text(Collections.nCopies(1000, "x".repeat(1000)));
    assertTrue(lists.length() < 102_000, lists.length() + " characters");
    assertTrue(lists.endsWith(" more characters"));
  }

  @Test
  void whatHoldsItself_ends() {
    Object[] array = new Object[1];
    array[0] = array;
    assertEquals("[[...]]", text(array));
    List<Object> list = new ArrayList<>();
    list.add(new ArrayList<>(List.of(list)));
    assertEquals("[[[...]]]", text(list));
    Map<Object, Object> map = new HashMap<>();
    map.put("me", map);
    assertEquals("{me={...}}", text(map));
    List<Object> things = new ArrayList<>();
    Owner owner = new Owner(things);
    things.add(owner);
    assertEquals("Owner[things=[Owner[...]]]", text(owner));
    Object deep = 1;
    for (int i = 0; i < 10_000; i++) {
      deep = List.of(deep);
    }
    assertTrue(text(deep).contains("[...]"));
  }

  @Test
  void whatCannotPrintItself_saysWhy() {
    assertTrue(text(new Failing()).endsWith("IllegalStateException: no words>"));
    assertTrue(text(List.of(1, new Failing())).startsWith("[1, <"));
    assertTrue(text(new Endless()).contains("StackOverflowError"));
    assertTrue(text(new Words(null)).endsWith("Words whose toString() is null>"));
  }

  @Test
  void classesOfCells_bearNoCellsName() {
    assertEquals("Rocket@1f2e", text(new Words("cell.In3$Rocket@1f2e")));
    assertEquals("Rocket@1f2e", text(new Words("cell.In3_2$Rocket@1f2e")));
    assertEquals("cell.In3$Rocket", text("cell.In3$Rocket"));
  }

  @Test
  void throwable_tellsItsCauses() {
    Throwable wrong = new IllegalStateException("outer", new RuntimeException("inner"));
    assertEquals(
        "java.lang.IllegalStateException: outer\nCaused by: java.lang.RuntimeException: inner",
        text(wrong));
  }
}
