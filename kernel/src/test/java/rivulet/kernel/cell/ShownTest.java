package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.kernel.display.KeptSurface;
import rivulet.kernel.display.Surface;
import rivulet.kernel.session.Interpreter.Outcome;

/// What cells show, in Java as people write it.
class ShownTest {
  private final JavaInterpreter interpreter = new JavaInterpreter(List.of());
  private final KeptSurface surface = new Stopping();
  private final List<DisplayData> displayed = surface.shown;
  private final List<DisplayData> updated = surface.updated;
  private int number;
  private @Nullable DisplayData result;

  /// Interrupts the cell that shows `stop`.
  private final class Stopping extends KeptSurface {
    @Override
    public void show(DisplayData data) {
      super.show(data);
      if ("stop".equals(data.getData(MIMEType.TEXT_PLAIN))) {
        interpreter.interrupt();
      }
    }
  }

  @BeforeEach
  void use() {
    Surface.use(surface);
  }

  private void run(String code) {
    result = null;
    Outcome outcome = interpreter.execute(code, ++number, value -> result = surface.render(value));
    if (outcome instanceof Outcome.Failure failure) {
      throw new AssertionError(code + "\n" + Cells.text(failure));
    }
  }

  private @Nullable Object result(MIMEType type, String code) {
    run(code);
    return Objects.requireNonNull(result).getData(type);
  }

  @Test
  void display_asIJavaAndAsRapaioWriteIt() {
    run("display(\"# x\", \"text/markdown\"); display(\"text/markdown\", \"# x\");");
    run("display(\"md\", \"# x\"); display(new StringBuilder(\"# x\"), \"md\");");
    assertEquals(4, displayed.size());
    displayed.forEach(data -> assertEquals("# x", data.getData(MIMEType.TEXT_MARKDOWN)));
  }

  @Test
  void updateDisplay_takesTheIdOfDisplay() {
    run("String id = display(1);");
    run(
        "updateDisplay(id, 2); updateDisplay(id, \"<b>\", \"html\"); updateDisplay(id, \"html\", 3);");
    assertEquals(3, updated.size());
    updated.forEach(data -> assertEquals(displayed.getFirst().getDisplayId(), data.getDisplayId()));
  }

  @Test
  void renderAndMedia_asLastExpression_areShownAsSuch() {
    assertEquals("<b>", result(MIMEType.TEXT_HTML, "render(\"<b>\", \"text/html\")"));
    assertEquals("<b>", result(MIMEType.TEXT_HTML, "html(\"<b>\")"));
    assertEquals("$x$", result(MIMEType.TEXT_LATEX, "latex(\"$x$\");"));
    assertNotNull(result(MIMEType.APPLICATION_JSON, "json(Map.of(\"a\", List.of(1)))"));
  }

  @Test
  void recordsOfACell_areTables() {
    run("record City(String name, int people) {}");
    Object html =
        result(MIMEType.TEXT_HTML, "List.of(new City(\"Bonn\", 3), new City(\"Ulm\", 1))");
    assertTrue(String.valueOf(html).contains("<th>1</th>"), "" + html);
    assertTrue(String.valueOf(html).contains(">Ulm</td><td>1</td>"), "" + html);
    html = result(MIMEType.TEXT_HTML, "Stream.iterate(1, i -> i + 1).map(i -> new City(\"x\", i))");
    assertTrue(String.valueOf(html).contains("<p>60 rows of more. A stream"), "" + html);
  }

  @Test
  void classesOfACell_bearTheNamesTheirUserGave() {
    run("class Rocket {} class Lost extends Exception { Lost() { super(\"where\"); } }");
    Object text = result(MIMEType.TEXT_PLAIN, "new Rocket()");
    assertTrue(String.valueOf(text).startsWith("Rocket@"), "" + text);
    text = result(MIMEType.TEXT_PLAIN, "List.of(new Rocket())");
    assertTrue(String.valueOf(text).startsWith("[Rocket@"), "" + text);
    assertEquals("Lost: where", result(MIMEType.TEXT_PLAIN, "new Lost()"));
  }

  @Test
  void classesOfACell_bearTheirNames_whereJavaPrintsThem() {
    run("import java.util.function.*; class Cat {} class Dog {} Object cat = new Cat();");
    run("ClassCastException thrown;");
    run("try { var dog = (Dog) cat; } catch (ClassCastException e) { thrown = e; }");
    String told = "java.lang.ClassCastException: class Cat cannot be cast to class Dog";
    Map<String, String> printed = new LinkedHashMap<>();
    for (String text :
        List.of(
            "\"\" + thrown",
            "1 + \"\" + (Object) thrown + 'c' + 2.5",
            "String.valueOf(thrown)",
            "Objects.toString(thrown)",
            "new StringBuilder().append(thrown).toString()",
            "String.format(\"%s\", thrown)",
            "\"%s\".formatted(thrown)",
            "((Function<Object, String>) String::valueOf).apply(thrown)")) {
      printed.put(text, String.valueOf(result(MIMEType.TEXT_PLAIN, text)));
    }
    printed.forEach((text, result) -> assertTrue(result.contains(told), text + ": " + result));
    assertEquals("class Cat", result(MIMEType.TEXT_PLAIN, "\"\" + cat.getClass()"));
    assertEquals("class Cat!", result(MIMEType.TEXT_PLAIN, "\"\" + Cat.class + '!'"));
    assertEquals(
        "null1[x]", result(MIMEType.TEXT_PLAIN, "\"\" + (Object) null + 1 + List.of('x')"));
  }

  @Test
  void classesOfACell_bearTheirNames_onStreams() {
    run("class Cat {} var bytes = new java.io.ByteArrayOutputStream();");
    run("var out = new java.io.PrintStream(bytes, true); Object cat = Cat.class;");
    run("out.println(cat); out.print(cat); out.printf(\"%s\", cat).format(\"%s%n\", cat);");
    run("List.of(Cat.class).forEach(out::println);");
    Object lines = result(MIMEType.TEXT_PLAIN, "bytes.toString().lines().toList()");
    assertEquals("[class Cat, class Catclass Catclass Cat, class Cat]", lines);
  }

  @Test
  void classThatRendersItself_doesSo() {
    run(
        """
        import io.github.spencerpark.jupyter.kernel.display.*;
        import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
        class Card implements DisplayDataRenderable {
          public void render(RenderContext context) {
            context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<i>card</i>");
          }
          public String toString() { System.out.print(""); return "card"; }
        }
        """);
    assertEquals("<i>card</i>", result(MIMEType.TEXT_HTML, "new Card()"));
    assertEquals("card", result(MIMEType.TEXT_PLAIN, "new Card()"));
  }

  @Test
  void namesOfMedia_areFreeForUsers() {
    run("String html(int x) { return \"mine\"; } int json = 1; var image = 2;");
    assertEquals("mine", result(MIMEType.TEXT_PLAIN, "html(json + image)"));
  }

  @Test
  @Timeout(60)
  void renderingThatDoesNotEnd_isInterrupted() {
    run("class Endless { public String toString() { display(\"stop\"); while (true) {} } }");
    run("record Turning(int x) { public int x() { display(\"stop\"); while (true) {} } }");
    for (String value : List.of("new Endless()", "List.of(1, new Endless())", "new Turning(1)")) {
      Outcome.Failure failure =
          assertInstanceOf(
              Outcome.Failure.class,
              interpreter.execute(value, ++number, shown -> surface.render(shown)));
      assertEquals("Interrupted", failure.name());
      assertEquals(1, displayed.size());
      displayed.clear();
    }
  }

  @Test
  void wrongType_isTheCellsError() {
    Outcome outcome = interpreter.execute("display(1, \"nonsense\")", 1, value -> {});
    Outcome.Failure failure = assertInstanceOf(Outcome.Failure.class, outcome);
    assertEquals("java.lang.IllegalArgumentException", failure.name());
    assertTrue(failure.message().startsWith("\"nonsense\" is no MIME type"), failure.message());
    assertNull(result);
  }
}
