package rivulet.kernel.magic;

import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import rivulet.kernel.display.Surface;

/// JJava's registry of renderers: what is registered here is registered with the session's own.
final class JJavaRenderer extends Renderer {
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "text/html",
          "text/markdown",
          "text/latex",
          "image/svg+xml",
          "image/png",
          "image/jpeg",
          "image/gif",
          "application/json",
          "application/javascript");

  /// The base library's bundle with the same content.
  static io.github.spencerpark.jupyter.kernel.display.DisplayData converted(DisplayData data) {
    var converted = new io.github.spencerpark.jupyter.kernel.display.DisplayData();
    for (String type : TYPES) {
      MIMEType theirs = MIMEType.parse(type);
      if (data.hasDataForType(theirs)) {
        converted.putData(ours(type), data.getData(theirs));
      }
    }
    return converted;
  }

  private static io.github.spencerpark.jupyter.kernel.display.mime.MIMEType ours(String type) {
    return io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.parse(type);
  }

  @Override
  public <T> void register(
      Set<MIMEType> supported,
      Set<MIMEType> preferred,
      Set<Class<? extends T>> types,
      RenderFunction<T> function) {
    super.register(supported, preferred, types, function);
    Surface surface = Surface.current();
    if (surface != null) {
      types.forEach(type -> pass(surface, type, supported, preferred));
    }
  }

  private void pass(
      Surface surface, Class<?> type, Set<MIMEType> supported, Set<MIMEType> preferred) {
    Set<MIMEType> all = new LinkedHashSet<>(preferred);
    all.addAll(supported);
    surface
        .renderer()
        .createRegistration(type)
        .preferring(names(preferred))
        .supporting(names(all))
        .register((value, context) -> render(value, context, names(all)));
  }

  /// Without the one that stands for any type, which is what naming none means.
  private static String[] names(Set<MIMEType> types) {
    return types.stream()
        .map(MIMEType::toString)
        .filter(name -> name.indexOf('*') < 0)
        .toArray(String[]::new);
  }

  private void render(Object value, RenderContext context, String[] types) {
    for (String type : types) {
      context.renderIfRequested(
          ours(type), () -> renderAs(value, type).getData(MIMEType.parse(type)));
    }
  }
}
