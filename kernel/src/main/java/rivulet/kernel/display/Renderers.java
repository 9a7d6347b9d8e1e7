package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable;
import io.github.spencerpark.jupyter.kernel.display.RenderFunction;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The base library's renderer, which also says what has been registered: the forms that values
/// have without that must not hide what a library registers for a supertype.
final class Renderers extends Renderer {
  private final Set<Class<?>> types = ConcurrentHashMap.newKeySet();

  @Override
  public <T> void register(
      Set<MIMEType> supported,
      Set<MIMEType> preferred,
      Set<Class<? extends T>> registered,
      RenderFunction<T> function) {
    super.register(supported, preferred, registered, function);
    types.addAll(registered);
  }

  /// Whether the value renders itself or somebody has registered how.
  boolean knows(Object value) {
    return value instanceof DisplayDataRenderable
        || types.stream().anyMatch(type -> type.isInstance(value));
  }
}
