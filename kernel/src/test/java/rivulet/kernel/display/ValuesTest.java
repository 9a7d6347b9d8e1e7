package rivulet.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.lang.reflect.Array;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which forms values get: those of their own, those registered, those asked for.
class ValuesTest {
  private final Values values = new Values();

  private @Nullable Object form(MIMEType type, @Nullable Object value, String... types) {
    return values.render(value, types).getData(type);
  }

  private interface Shape {}

  private record Point(int x) implements Shape {}

  private static final class Sign implements DisplayDataRenderable {
    @Override
    public void render(RenderContext context) {
      context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>sign</b>");
      context.renderIfRequested(MIMEType.TEXT_MARKDOWN, () -> "**sign**");
    }

    @Override
    public String toString() {
      return "a sign";
    }
  }

  @Test
  void render_scalarsAndFlatLists_areTextOnly() {
    for (Object value : List.of(1, "text", List.of(1, 2), new int[] {1}, Map.of(), 'c')) {
      assertNull(form(MIMEType.TEXT_HTML, value), value.toString());
    }
  }

  @Test
  void render_displayData_hasText() {
    DisplayData html = new DisplayData();
    html.putHTML("<i>x</i>");
    assertEquals("<i>x</i>", form(MIMEType.TEXT_HTML, html));
    assertEquals("", form(MIMEType.TEXT_PLAIN, html));
    assertNull(html.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void render_registeredType_hasItsOwnForms() {
    values
        .renderer()
        .createRegistration(Shape.class)
        .preferring(MIMEType.TEXT_HTML)
        .register((shape, context) ->
            context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>" + shape + "</b>"));
    assertEquals("<b>Point[x=3]</b>", form(MIMEType.TEXT_HTML, new Point(3)));
    assertEquals("Point[x=3]", form(MIMEType.TEXT_PLAIN, new Point(3)));
  }

  @Test
  void render_registeredAgain_hasTheLatestForm() {
    for (String form : List.of("old", "new")) {
      values
          .renderer()
          .createRegistration(Point.class)
          .preferring(MIMEType.TEXT_HTML)
          .register((point, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> form));
    }
    assertEquals("new", form(MIMEType.TEXT_HTML, new Point(3)));
    assertEquals("new", form(MIMEType.TEXT_HTML, new Point(3), "html"));
  }

  @Test
  void render_functionThatRegisters_doesSoForAll() {
    values
        .renderer()
        .createRegistration(Shape.class)
        .preferring(MIMEType.TEXT_MARKDOWN)
        .register((shape, context) ->
            context
                .getRenderer()
                .createRegistration(Point.class)
                .preferring(MIMEType.TEXT_HTML)
                .register(
                    (point, inner) -> inner.renderIfRequested(MIMEType.TEXT_HTML, () -> "point")));
    assertNull(form(MIMEType.TEXT_HTML, new Point(3)));
    assertEquals("point", form(MIMEType.TEXT_HTML, new Point(3)));
  }

  /// Of a type of its own for each number.
  private static Object valueOfType(int number) {
    return Array.newInstance(Point.class, new int[1 + number]);
  }

  private void registerTypes(int first, int last) {
    for (int i = first; i < last; i++) {
      String form = "form " + i;
      values
          .renderer()
          .createRegistration(valueOfType(i).getClass())
          .preferring(MIMEType.TEXT_HTML)
          .register((value, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> form));
    }
  }

  @Test
  void render_registeredByManyThreads_whileShown_isAsRegistered() throws Exception {
    registerTypes(0, 1);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int first = 1; first < 200; first += 50) {
        int from = first;
        all.add(threads.submit(() -> registerTypes(from, from + 50)));
      }
      while (!all.stream().allMatch(Future::isDone)) {
        assertEquals("form 0", form(MIMEType.TEXT_HTML, valueOfType(0)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    for (int i = 0; i <= 200; i++) {
      assertEquals("form " + i, form(MIMEType.TEXT_HTML, valueOfType(i)));
    }
  }

  @Test
  void render_valueThatRendersItself_doesSo() {
    assertEquals("<b>sign</b>", form(MIMEType.TEXT_HTML, new Sign()));
    assertEquals("a sign", form(MIMEType.TEXT_PLAIN, new Sign()));
    assertEquals("**sign**", form(MIMEType.TEXT_MARKDOWN, new Sign(), "md"));
    assertNull(form(MIMEType.TEXT_HTML, new Sign(), "md"));
  }

  @Test
  void render_rendererThatThrows_saysWhy() {
    values
        .renderer()
        .createRegistration(Point.class)
        .register((point, context) -> {
          throw new IllegalStateException("no picture");
        });
    assertTrue(String.valueOf(form(MIMEType.TEXT_PLAIN, new Point(3))).contains("no picture"));
  }

  @Test
  void render_textAsAType_isThatType() {
    assertEquals("<b>", form(MIMEType.TEXT_HTML, "<b>", "html"));
    assertEquals("<b>", form(MIMEType.TEXT_PLAIN, "<b>", "html"));
    assertEquals("# x", form(MIMEType.TEXT_MARKDOWN, CharBuffer.wrap("# x"), "text/markdown"));
    MIMEType chart = MIMEType.parse(MimeTypes.VEGA_LITE);
    assertEquals("{}", form(chart, "{}", "application/vnd.vegalite.v5+json"));
  }

  @Test
  void render_valueAsHtml_isTableMarkupOrEscaped() {
    assertTrue(String.valueOf(form(MIMEType.TEXT_HTML, Map.of(1, 2), "html")).startsWith("<table"));
    assertEquals("<pre>[a&lt;b]</pre>", form(MIMEType.TEXT_HTML, List.of("a<b"), "text/html"));
    Object tag =
        new Object() {
          @Override
          public String toString() {
            return "<hr>";
          }
        };
    assertEquals("<hr>", form(MIMEType.TEXT_HTML, tag, "html"));
  }

  @Test
  void render_valueAsJson_isATree() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("x", 3);
    assertEquals(expected, form(MIMEType.APPLICATION_JSON, new Point(3), "json"));
    List<Object> self = new ArrayList<>();
    self.add(self);
    Object text = form(MIMEType.TEXT_PLAIN, self, "json");
    assertTrue(String.valueOf(text).contains("in itself"), "" + text);
  }

  @Test
  void render_bytesAsPng_areItsFile() {
    assertEquals("AQID", form(MIMEType.IMAGE_PNG, new byte[] {1, 2, 3}, "png"));
  }

  @Test
  void render_whatCannotBeHad_isLeftOut() {
    DisplayData shown = values.render(new Point(3), "image/png", "image/*");
    assertNull(shown.getData(MIMEType.IMAGE_PNG));
    assertEquals("Point[x=3]", shown.getData(MIMEType.TEXT_PLAIN));
    assertEquals("null", form(MIMEType.TEXT_PLAIN, null, "html"));
  }

  @Test
  void render_noType_isRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> values.render(1, "nonsense"));
    assertTrue(String.valueOf(e.getMessage()).startsWith("\"nonsense\" is no MIME type"));
    assertThrows(IllegalArgumentException.class, () -> values.render(1, "and/or"));
  }
}
