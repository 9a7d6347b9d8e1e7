package rivulet.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private final Values values = new Values();

  private String text(@Nullable Object value) {
    return String.valueOf(values.render(value).getData(MIMEType.TEXT_PLAIN));
  }

  private record Point(int x) {}

  @Test
  void render_anything_hasText() {
    assertEquals("null", text(null));
    assertEquals("[1, 2]", text(List.of(1, 2)));
    assertEquals("[1.0, 2.5]", text(new double[] {1, 2.5}));
    assertEquals("[[a], null, []]", text(new Object[] {new String[] {"a"}, null, new int[0]}));
    assertEquals("Point[x=3]", text(new Point(3)));
    assertEquals("", text(new DisplayData()));
  }

  @Test
  void render_longArray_isCut() {
    assertTrue(text(new int[5000]).endsWith(", 0, ... 4000 more]"));
  }

  @Test
  void render_arrayInItself_ends() {
    Object[] self = new Object[1];
    self[0] = self;
    assertTrue(text(self).contains("[...]"));
  }

  @Test
  void render_valueThatThrows_saysWhy() {
    Object wrong =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no words");
          }
        };
    assertTrue(text(wrong).contains("IllegalStateException: no words"), text(wrong));
    assertTrue(text(new Object[] {wrong}).contains("no words"));
    List<Object> endless = new ArrayList<>();
    endless.add(new ArrayList<>(List.of(endless)));
    assertTrue(text(endless).contains("StackOverflowError"));
  }

  @Test
  void render_registeredType_hasItsOwnForms() {
    values
        .renderer()
        .createRegistration(Point.class)
        .preferring(MIMEType.TEXT_HTML)
        .register((point, context) ->
            context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>" + point.x() + "</b>"));
    DisplayData shown = values.render(new Point(3));
    assertEquals("<b>3</b>", shown.getData(MIMEType.TEXT_HTML));
    assertEquals("Point[x=3]", shown.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void render_image_isPng() {
    DisplayData shown = values.render(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
    assertTrue(String.valueOf(shown.getData(MIMEType.IMAGE_PNG)).startsWith("iVBOR"));
  }
}
