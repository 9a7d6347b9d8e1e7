package rivulet.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rivulet.Tensor;

/// Modules one after the other, each on what the one before gave. As `torch.nn.Sequential`.
public class Sequential extends Module {
  private final List<Module> modules;

  /// Modules named by their position.
  public Sequential(Module... modules) {
    this(numbered(modules));
  }

  /// Modules by name, in the map's order.
  @SuppressWarnings("this-escape") // registering is final
  public Sequential(Map<String, ? extends Module> modules) {
    modules.forEach(this::registerModule);
    this.modules = List.copyOf(modules.values());
  }

  private static Map<String, Module> numbered(Module... modules) {
    Map<String, Module> numbered = new LinkedHashMap<>();
    for (Module module : modules) numbered.put(Integer.toString(numbered.size()), module);
    return numbered;
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor x = input;
    for (Module module : modules) x = module.forward(x);
    return x;
  }

  /// The module at a position, which may be counted from the end.
  public Module get(int index) {
    return modules.get(index < 0 ? index + modules.size() : index);
  }

  /// How many modules there are.
  public int size() {
    return modules.size();
  }
}
