package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What cells call to make something of a kind that frontends know, to be shown as a cell's value
/// or with [Display#display]: `import static rivulet.kernel.display.Media.*`. Where a frontend does
/// not know the kind, it shows the source.
public final class Media {
  private Media() {}

  /// HTML.
  public static DisplayData html(String source) {
    return of(MimeTypes.HTML, source);
  }

  /// Markdown.
  public static DisplayData markdown(String source) {
    return of(MimeTypes.MARKDOWN, source);
  }

  /// LaTeX; formulas stand within `$`, as in a cell of text.
  public static DisplayData latex(String source) {
    return of(MimeTypes.LATEX, source);
  }

  /// An SVG image.
  public static DisplayData svg(String source) {
    return of(MimeTypes.SVG, source);
  }

  /// A diagram of [Mermaid](https://mermaid.js.org).
  public static DisplayData mermaid(String source) {
    return of(MimeTypes.MERMAID, source);
  }

  /// JSON, shown as a tree.
  ///
  /// @param value JSON's text; or maps, records, collections, arrays, numbers, booleans and null
  /// @throws IllegalArgumentException if it holds itself
  public static DisplayData json(@Nullable Object value) {
    return tree(MimeTypes.JSON, value);
  }

  /// A chart of [Vega-Lite](https://vega.github.io/vega-lite/), version 5.
  ///
  /// @param specification its JSON, as [#json] takes it
  /// @throws IllegalArgumentException if it holds itself
  public static DisplayData vegaLite(Object specification) {
    return tree(MimeTypes.VEGA_LITE, specification);
  }

  /// An image: PNG, JPEG, GIF, WebP and SVG as they are, what else ImageIO reads as PNG.
  ///
  /// @param place a file's path or an address, `https://…`
  /// @throws java.io.UncheckedIOException if it cannot be read
  /// @throws IllegalArgumentException if it is no image
  public static DisplayData image(String place) {
    boolean address = place.matches("(?i)(?:https?|file|jar|data):.*");
    return address ? image(URI.create(place)) : image(Path.of(place));
  }

  /// The image in a file, as [#image(String)].
  public static DisplayData image(Path file) {
    return ImageFile.read(file);
  }

  /// The image at an address, as [#image(String)].
  public static DisplayData image(URI address) {
    return ImageFile.read(address);
  }

  /// The image at an address, as [#image(String)].
  public static DisplayData image(URL address) {
    return image(URI.create(address.toString()));
  }

  /// The image of a file's bytes, as [#image(String)].
  public static DisplayData image(byte[] file) {
    return ImageFile.show(file, file.length + " bytes");
  }

  private static DisplayData of(String type, String source) {
    DisplayData data = new DisplayData(source);
    data.putData(type, source);
    return data;
  }

  private static DisplayData tree(String type, @Nullable Object value) {
    DisplayData data = new DisplayData(PlainText.of(value));
    data.putData(type, value instanceof CharSequence text ? text.toString() : JsonTree.of(value));
    return data;
  }
}
