package rivulet.kernel.magic;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;

/// Text and pictures that are shown as what they are.
final class ShowMagics {
  List<Magic> all() {
    return List.of(
        framed("html", "text/html"),
        shown("markdown md", "text/markdown"),
        framed("svg", "image/svg+xml"),
        shown("latex", "text/latex"),
        shown("javascript js", "application/javascript"),
        shown("mermaid", "text/vnd.mermaid"),
        Magic.line("image", "FILE-OR-URL", "Shows a picture.", ShowMagics::image));
  }

  private static Magic shown(String names, String type) {
    String summary = "Shows the cell as " + type + ".";
    return Magic.cell(names, "", summary, call -> show(type, call.cell(), call.cell()));
  }

  /// With `--isolated` the frontend shows it in a frame of its own, where its styles stay.
  private static Magic framed(String names, String type) {
    String summary = "Shows the cell as " + type + "; isolated in a frame of its own.";
    return Magic.cell(names, "[--isolated]", summary, call -> show(type, call));
  }

  private static @Nullable Object show(String type, Call call) {
    if (!List.of("", "--isolated", "-i").contains(call.text())) {
      throw new WrongUse("%%" + call.name() + " takes --isolated, but got: " + call.text());
    }
    DisplayData data = bundle(type, call.cell(), call.cell());
    if (!call.text().isEmpty()) {
      data.putMetaData(MIMEType.parse(type), Map.of("isolated", true));
    }
    return show(data);
  }

  private static @Nullable Object show(String type, Object content, String text) {
    return show(bundle(type, content, text));
  }

  private static DisplayData bundle(String type, Object content, String text) {
    DisplayData data = new DisplayData();
    data.putText(text);
    data.putData(MIMEType.parse(type), content);
    return data;
  }

  private static @Nullable Object show(DisplayData data) {
    Surface surface = Surface.current();
    if (surface == null) {
      throw new IllegalStateException("nothing can be displayed here");
    }
    surface.show(data);
    return null;
  }

  private static @Nullable Object image(Call call) throws IOException {
    String from = String.join(" ", call.words());
    String type = URLConnection.guessContentTypeFromName(from.replaceFirst("[?#].*", ""));
    if (from.isEmpty() || type == null || !type.startsWith("image/")) {
      throw new WrongUse("%image needs a file or URL of a picture, but got: " + from);
    }
    byte[] bytes = bytes(from);
    if (type.equals("image/svg+xml")) {
      return show(type, new String(bytes, java.nio.charset.StandardCharsets.UTF_8), from);
    }
    return show(type, Base64.getEncoder().encodeToString(bytes), from);
  }

  private static byte[] bytes(String from) throws IOException {
    if (!from.matches("[a-zA-Z]{2,}:.*")) {
      return Files.readAllBytes(Path.of(from));
    }
    try (InputStream in = URI.create(from).toURL().openStream()) {
      return in.readAllBytes();
    }
  }
}
