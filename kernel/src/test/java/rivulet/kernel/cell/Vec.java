package rivulet.kernel.cell;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A small type that operators work on, for tests: numbers that can be changed in place, and a
/// gradient-like field to reach through.
public class Vec {
  public final double[] values;
  public @Nullable Vec next;

  public Vec(double... values) {
    this.values = values.clone();
  }

  public static Vec vec(double... values) {
    return new Vec(values);
  }

  public @Nullable Vec next() {
    return next;
  }

  @Override
  public String toString() {
    return "vec" + Arrays.toString(values);
  }
}
