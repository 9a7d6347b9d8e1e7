package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable;
import io.github.spencerpark.jupyter.kernel.display.RenderFunction;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The base library's renderer for many threads: one may register while another shows. What is
/// registered last counts first, so that a cell that registers can be run again. It also says what
/// has been registered: the forms that values have without that must not hide what a library
/// registers for a supertype.
final class Renderers extends Renderer {
  private record Registration<T>(
      Set<MIMEType> supported,
      Set<MIMEType> preferred,
      Set<Class<? extends T>> types,
      RenderFunction<T> function) {
    void addTo(Known known) {
      known.add(this);
    }

    boolean isAbout(Registration<?> other) {
      return types.equals(other.types)
          && supported.equals(other.supported)
          && preferred.equals(other.preferred);
    }

    boolean fits(Object value) {
      return types.stream().anyMatch(type -> type.isInstance(value));
    }
  }

  /// A renderer that does not change any more; what is registered with it, by a function that
  /// renders, is registered with all.
  private final class Known extends Renderer {
    private final List<Registration<?>> registrations;

    Known(List<Registration<?>> registrations) {
      this.registrations = registrations;
      registrations.forEach(registration -> registration.addTo(this));
    }

    <T> void add(Registration<T> one) {
      super.register(one.supported, one.preferred, one.types, one.function);
    }

    @Override
    public <T> void register(
        Set<MIMEType> supported,
        Set<MIMEType> preferred,
        Set<Class<? extends T>> types,
        RenderFunction<T> function) {
      Renderers.this.register(supported, preferred, types, function);
    }
  }

  private volatile Known known = new Known(List.of());

  @Override
  public synchronized <T> void register(
      Set<MIMEType> supported,
      Set<MIMEType> preferred,
      Set<Class<? extends T>> types,
      RenderFunction<T> function) {
    var latest =
        new Registration<T>(
            Set.copyOf(supported), Set.copyOf(preferred), Set.copyOf(types), function);
    List<Registration<?>> all = new ArrayList<>(List.of(latest));
    known.registrations.stream().filter(other -> !other.isAbout(latest)).forEach(all::add);
    known = new Known(all);
  }

  @Override
  public DisplayData render(Object value, Map<String, Object> parameters) {
    return known.render(value, parameters);
  }

  @Override
  public DisplayData renderAs(Object value, Map<String, Object> parameters, String... types) {
    return known.renderAs(value, parameters, types);
  }

  /// Whether the value renders itself or somebody has registered how.
  boolean knows(Object value) {
    return value instanceof DisplayDataRenderable
        || known.registrations.stream().anyMatch(registration -> registration.fits(value));
  }
}
