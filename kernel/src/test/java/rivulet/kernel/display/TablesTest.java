package rivulet.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final Pattern ROW = Pattern.compile("<tr>(.*?)</tr>");
  private static final Pattern CELL = Pattern.compile("<(?:th|td)[^>]*>(.*?)</");

  private record City(String name, int people) {}

  private record Named(String name) {
    @Override
    public String toString() {
      return "named " + name;
    }
  }

  record Broken(int part) {
    @Override
    public int part() {
      throw new IllegalStateException("no part");
    }
  }

  private record Empty() {}

  private record Owner(List<Object> things) {}

  private static final String USED_UP = "A stream: showing it has used it up.";

  private static @Nullable String html(@Nullable Object value) {
    Object html = new Values().render(value).getData(MIMEType.TEXT_HTML);
    return html == null ? null : html.toString();
  }

  /// The rows, cells parted by bars.
  private static List<String> rows(@Nullable Object value) {
    return ROW.matcher(String.valueOf(html(value)))
        .results()
        .map(row ->
            CELL.matcher(row.group(1))
                .results()
                .map(cell -> cell.group(1))
                .collect(Collectors.joining("|")))
        .toList();
  }

  @Test
  void record_hasARowAComponent() {
    assertEquals(List.of("City|value", "name|Bonn", "people|3"), rows(new City("Bonn", 3)));
    assertEquals(rows(new City("Bonn", 3)), rows(Optional.of(new City("Bonn", 3))));
  }

  @Test
  void recordWithWordsOfItsOwn_orThatFails_isNoTable() {
    assertNull(html(new Named("x")));
    assertNull(html(new Empty()));
    for (Object value : List.of(new Broken(1), List.of(new Broken(1)))) {
      DisplayData broken = new Values().render(value);
      assertEquals(value.toString(), broken.getData(MIMEType.TEXT_PLAIN));
      assertNull(broken.getData(MIMEType.TEXT_HTML));
    }
  }

  @Test
  void listOfRecords_hasARowEach() {
    List<City> cities = List.of(new City("Bonn", 3), new City("Ulm", 1));
    assertEquals(List.of("|name|people", "0|Bonn|3", "1|Ulm|1"), rows(cities));
    assertEquals(rows(cities), rows(cities.toArray()));
    assertEquals(List.of("|name", "0|x"), rows(List.of(new Named("x"))));
  }

  @Test
  void streamOfRecords_isReadAsFarAsItIsShown() {
    assertEquals(
        List.of("|name|people", "0|Bonn|3"), rows(Stream.of(new City("Bonn", 3)).parallel()));
    Stream<City> endless = Stream.iterate(0, i -> i + 1).map(i -> new City("c" + i, i));
    assertEquals(61, rows(endless).size());
    Stream<City> again = Stream.iterate(0, i -> i + 1).map(i -> new City("c" + i, i));
    assertTrue(String.valueOf(html(again)).endsWith("<p>60 rows of more. " + USED_UP + "</p>"));
    Object text =
        new Values().render(IntStream.iterate(0, i -> i + 1)).getData(MIMEType.TEXT_PLAIN);
    assertTrue(String.valueOf(text).endsWith(", 99, ... more]\n" + USED_UP), "" + text);
    Object all = new Values().render(Stream.of(1, 2)).getData(MIMEType.TEXT_PLAIN);
    assertEquals("[1, 2]\n" + USED_UP, all);
  }

  @Test
  void streamThatWasUsed_saysSo() {
    Stream<Integer> used = Stream.of(1);
    used.forEach(i -> {});
    Object text = new Values().render(used).getData(MIMEType.TEXT_PLAIN);
    assertTrue(String.valueOf(text).contains("already been operated upon"), "" + text);
  }

  @Test
  void map_hasARowAKey() {
    assertEquals(
        List.of("key|value", "a|1", "b|null"), rows(new TreeMap<>(withNull(Map.of("a", 1)))));
    assertEquals(List.of("key|name|people", "x|Bonn|3"), rows(Map.of("x", new City("Bonn", 3))));
    assertNull(html(Map.of()));
  }

  private static Map<String, @Nullable Object> withNull(Map<String, Integer> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(map);
    copy.put("b", null);
    return copy;
  }

  @Test
  void listOfMaps_hasAllTheirKeys() {
    List<Map<String, Integer>> maps = List.of(Map.of("a", 1), Map.of("b", 2));
    assertEquals(List.of("|a|b", "0|1|", "1||2"), rows(maps));
  }

  @Test
  void arraysAndListsOfThem_areGrids() {
    List<String> grid = List.of("|0|1", "0|1|2", "1|3|4");
    assertEquals(grid, rows(new int[][] {{1, 2}, {3, 4}}));
    assertEquals(grid, rows(List.of(List.of(1, 2), List.of(3, 4))));
    assertEquals(List.of("|0|1", "0|1", "1|2|3"), rows(new int[][] {{1}, {2, 3}}));
    assertNull(html(new int[][] {{}, {}}));
    assertNull(html(new Object[] {new int[] {1}, "x"}));
  }

  @Test
  void largeTables_areCutAndSaySo() {
    String html = String.valueOf(html(new int[1000][31]));
    assertTrue(html.endsWith("<p>60 of 1,000 rows, 20 of 31 columns</p>"), html);
    assertEquals(61, rows(new int[1000][31]).size());
    List<City> cities = Collections.nCopies(61, new City("x".repeat(1000), 1));
    assertTrue(String.valueOf(html(cities)).endsWith("<p>60 of 61 rows</p>"));
    assertTrue(rows(cities).getLast().contains("x... 800 more characters|1"));
    Map<Integer, Integer> map = new TreeMap<>();
    IntStream.range(0, 100).forEach(i -> map.put(i, i));
    assertTrue(String.valueOf(html(map)).endsWith("<p>60 of 100 rows</p>"));
  }

  @Test
  void entries_haveARowEach() {
    List<Map.Entry<String, Integer>> entries = List.of(Map.entry("a", 1), Map.entry("b", 2));
    assertEquals(List.of("|key|value", "0|a|1", "1|b|2"), rows(entries));
    assertEquals(List.of("|key|value", "|a|1"), rows(Map.of("a", 1).entrySet()));
    assertNull(html(Map.entry("a", 1)));
  }

  @Test
  void names_standOverTheirColumns() {
    String html = String.valueOf(html(List.of(new City("Bonn", 3), new City("Ulm", 1))));
    assertTrue(html.contains("<th style=\"text-align: left\">name</th><th>people</th>"), html);
    assertTrue(html.contains("pre-wrap\">Bonn</td><td>3</td>"), html);
  }

  @Test
  void recordInItself_ends() {
    List<Object> things = new ArrayList<>();
    Owner owner = new Owner(things);
    things.add(owner);
    assertTrue(rows(owner).getLast().startsWith("things|[Owner[things="), "" + rows(owner));
  }

  @Test
  void text_isEscaped_andThemesAreLeftAlone() {
    String html = String.valueOf(html(Map.of("<script>", List.of("\"&'</td>"))));
    assertTrue(html.contains("<th>&lt;script&gt;</th>"), html);
    assertTrue(html.contains("[&quot;&amp;&#39;&lt;/td&gt;]"), html);
    assertFalse(html.contains("color"), html);
  }

  @Test
  void listInItself_ends() {
    List<Object> self = new ArrayList<>();
    self.add(self);
    assertEquals(List.of("|0", "0|[[...]]"), rows(self));
  }
}
