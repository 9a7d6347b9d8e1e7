package rivulet.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.nio.CharBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What cells call, on a surface that keeps what it gets.
class DisplayTest {
  private final KeptSurface surface = new KeptSurface();
  private final List<DisplayData> shown = surface.shown;
  private final List<DisplayData> updated = surface.updated;

  @BeforeEach
  void use() {
    Surface.use(surface);
  }

  private static @Nullable Object html(DisplayData data) {
    return data.getData(MIMEType.TEXT_HTML);
  }

  @Test
  void display_typeBeforeOrBehind_isTheSame() {
    Display.display("<b>", "text/html");
    Display.display("text/html", "<b>");
    Display.display("<b>", "html");
    Display.display("HTML", "<b>");
    Display.display(CharBuffer.wrap("<b>"), "html");
    Display.display("html", CharBuffer.wrap("<b>"));
    Display.display((Object) "<b>", "md", "html");
    shown.forEach(data -> assertEquals("<b>", html(data)));
    assertEquals(7, shown.size());
  }

  @Test
  void display_twoTypes_theFullOneOrTheLastIsTheType() {
    Display.display("json", "text/html");
    Display.display("text/html", "json");
    shown.forEach(data -> assertEquals("json", html(data)));
    Display.display("svg", "html");
    assertEquals("svg", html(shown.getLast()));
    Display.display("and/or", "html");
    assertEquals("and/or", html(shown.getLast()));
  }

  @Test
  void display_noType_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Display.display("a", "b"));
    assertThrows(IllegalArgumentException.class, () -> Display.display(1, "b"));
    assertThrows(IllegalArgumentException.class, () -> Display.display("b", 1));
    assertEquals(List.of(), shown);
  }

  @Test
  void updateDisplay_bearsTheId_inBothOrders() {
    String id = Display.display("old");
    assertNotEquals(id, Display.display("other"));
    Display.updateDisplay(id, "new");
    Display.updateDisplay(id, "<b>", "text/html");
    Display.updateDisplay(id, "text/html", "<b>");
    Display.updateDisplay(id, 1, "text/html");
    updated.forEach(data -> assertEquals(id, data.getDisplayId()));
    assertEquals("new", updated.getFirst().getData(MIMEType.TEXT_PLAIN));
    assertEquals("<b>", html(updated.get(1)));
    assertEquals("<b>", html(updated.get(2)));
    assertEquals("<pre>1</pre>", html(updated.get(3)));
  }

  @Test
  void render_givesWhatWouldBeShown() {
    assertEquals("<b>", html(Display.render("<b>", "text/html")));
    assertEquals("<b>", html(Display.render("html", "<b>")));
    DisplayData own = new DisplayData("mine");
    assertEquals("mine", Display.render(own).getData(MIMEType.TEXT_PLAIN));
    assertNull(html(Display.render("<b>")));
    Display.display(own);
    assertFalse(own.hasDisplayId(), "what a user made is left as it is");
  }

  @Test
  void clearOutput_waitsOrNot() {
    Display.clearOutput();
    Display.clearOutput(true);
    assertEquals(List.of(false, true), surface.cleared);
  }
}
