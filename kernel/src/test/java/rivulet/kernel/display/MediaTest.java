package rivulet.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaTest {
  private static void assertShows(String type, @Nullable Object content, DisplayData shown) {
    assertEquals(content, shown.getData(MIMEType.parse(type)));
    assertTrue(shown.hasDataForType(MIMEType.TEXT_PLAIN));
  }

  private static byte[] file(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }

  private static String base64(byte[] file) {
    return Base64.getEncoder().encodeToString(file);
  }

  @Test
  void texts_areOfTheirType() {
    assertShows("text/html", "<b>", Media.html("<b>"));
    assertShows("text/markdown", "# x", Media.markdown("# x"));
    assertShows("text/latex", "$x$", Media.latex("$x$"));
    assertShows("image/svg+xml", "<svg/>", Media.svg("<svg/>"));
    assertShows("text/vnd.mermaid", "graph TD", Media.mermaid("graph TD"));
    assertEquals("graph TD", Media.mermaid("graph TD").getData(MIMEType.TEXT_PLAIN));
  }

  private record Point(int firstX, Optional<String> label) {}

  @Test
  void json_isATree() {
    assertShows("application/json", "{\"a\": 1}", Media.json("{\"a\": 1}"));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("firstX", 1);
    tree.put("label", null);
    assertShows("application/json", tree, Media.json(new Point(1, Optional.empty())));
    assertShows(
        "application/json",
        Arrays.asList(1.5, null, true, "c", List.of(1, 2), "SECONDS"),
        Media.json(
            new Object[] {
              1.5, Double.NaN, true, 'c', new int[] {1, 2}, java.util.concurrent.TimeUnit.SECONDS
            }));
    Map<String, Object> chart = Map.of("mark", "bar");
    assertShows("application/vnd.vegalite.v5+json", chart, Media.vegaLite(chart));
  }

  @Test
  void imageFiles_areShownAsTheyAre(@TempDir Path folder) throws IOException {
    for (String format : List.of("png", "jpeg", "gif")) {
      byte[] bytes = file(format);
      Path path = Files.write(folder.resolve("x." + format), bytes);
      assertShows("image/" + format, base64(bytes), Media.image(bytes));
      assertShows("image/" + format, base64(bytes), Media.image(path.toString()));
      assertShows("image/" + format, base64(bytes), Media.image(path.toUri()));
    }
    String svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\">é</svg>";
    assertShows("image/svg+xml", svg, Media.image(svg.getBytes(StandardCharsets.UTF_8)));
    byte[] webp = "RIFF    WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1);
    assertShows("image/webp", base64(webp), Media.image(webp));
    String data = "data:image/png;base64," + base64(file("png"));
    assertShows("image/png", base64(file("png")), Media.image(data));
  }

  @Test
  void otherImages_becomePng() throws IOException {
    Object shown = Media.image(file("bmp")).getData(MIMEType.IMAGE_PNG);
    assertTrue(String.valueOf(shown).startsWith("iVBOR"), "" + shown);
  }

  @Test
  void image_isFetched() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] png = file("png");
    server.createContext(
        "/",
        exchange -> {
          boolean known = exchange.getRequestURI().getPath().equals("/x.png");
          exchange.sendResponseHeaders(known ? 200 : 404, known ? png.length : -1);
          exchange.getResponseBody().write(known ? png : new byte[0]);
          exchange.close();
        });
    server.start();
    try {
      String place = "http://127.0.0.1:" + server.getAddress().getPort();
      assertShows("image/png", base64(png), Media.image(place + "/x.png"));
      assertShows("image/png", base64(png), Media.image(URI.create(place + "/x.png").toURL()));
      UncheckedIOException e =
          assertThrows(UncheckedIOException.class, () -> Media.image(place + "/y.png"));
      assertEquals("java.io.IOException: the server answers 404", "" + e.getCause());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsNoImage_isRefusedByName() {
    UncheckedIOException missing =
        assertThrows(UncheckedIOException.class, () -> Media.image("no such.png"));
    assertEquals("no image can be read from no such.png", missing.getMessage());
    IllegalArgumentException text =
        assertThrows(IllegalArgumentException.class, () -> Media.image(new byte[] {1, 2}));
    assertEquals("no image that can be shown: 2 bytes", text.getMessage());
  }
}
