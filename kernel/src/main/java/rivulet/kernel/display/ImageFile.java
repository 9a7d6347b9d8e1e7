package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// An image's file, read and shown.
final class ImageFile {
  private static final int HEAD = 1000;

  private ImageFile() {}

  static DisplayData read(Path file) {
    try {
      return show(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("no image can be read from " + file, e);
    }
  }

  static DisplayData read(URI address) {
    try {
      return show(bytes(address), shortened(address));
    } catch (IOException e) {
      throw new UncheckedIOException("no image can be read from " + shortened(address), e);
    }
  }

  /// @param name what to call it
  static DisplayData show(byte[] file, String name) {
    String type = type(file);
    DisplayData data = new DisplayData("image: " + name);
    if (type == null) {
      data.putData(MimeTypes.PNG, Pictures.encoded(decoded(file, name), "png"));
    } else if (type.equals(MimeTypes.SVG)) {
      data.putData(type, new String(file, StandardCharsets.UTF_8));
    } else {
      data.putData(type, Base64.getEncoder().encodeToString(file));
    }
    return data;
  }

  private static String shortened(URI address) {
    return PlainText.cut(address.toString(), HEAD);
  }

  private static byte[] bytes(URI address) throws IOException {
    String scheme = String.valueOf(address.getScheme());
    if (scheme.equalsIgnoreCase("data")) {
      String content = address.getRawSchemeSpecificPart();
      return Base64.getMimeDecoder().decode(content.substring(content.indexOf(',') + 1));
    }
    if (scheme.toLowerCase(Locale.ROOT).startsWith("http")) {
      return fetched(address);
    }
    try (InputStream in = address.toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  /// With a client that an interrupt stops.
  private static byte[] fetched(URI address) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    try (HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      var answer = client.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 400) {
        throw new IOException("the server answers " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /// The type that a file's first bytes tell; null for none that frontends know.
  private static @Nullable String type(byte[] file) {
    String head = new String(file, 0, Math.min(file.length, HEAD), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u0089PNG")) {
      return MimeTypes.PNG;
    } else if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return MimeTypes.JPEG;
    } else if (head.startsWith("GIF8")) {
      return MimeTypes.GIF;
    } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "image/webp";
    }
    return head.contains("<svg") ? MimeTypes.SVG : null;
  }

  private static BufferedImage decoded(byte[] file, String name) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
      if (image != null) {
        return image;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("a broken image: " + name, e);
    }
    throw new IllegalArgumentException("no image that can be shown: " + name);
  }
}
