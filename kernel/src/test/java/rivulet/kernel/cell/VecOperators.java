package rivulet.kernel.cell;

import java.util.function.DoubleBinaryOperator;

/// The operators of [Vec].
public final class VecOperators {
  private VecOperators() {}

  private static Vec zip(Vec a, Vec b, DoubleBinaryOperator f) {
    Vec result = new Vec(a.values);
    for (int i = 0; i < result.values.length; i++) {
      result.values[i] = f.applyAsDouble(a.values[i], b.values[i % b.values.length]);
    }
    return result;
  }

  private static Vec inPlace(Vec a, Vec b, DoubleBinaryOperator f) {
    System.arraycopy(zip(a, b, f).values, 0, a.values, 0, a.values.length);
    return a;
  }

  public static Vec add(Vec a, Vec b) {
    return zip(a, b, (x, y) -> x + y);
  }

  public static Vec add(Vec a, double b) {
    return add(a, new Vec(b));
  }

  public static Vec add(double a, Vec b) {
    return zip(b, new Vec(a), (y, x) -> x + y);
  }

  public static Vec sub(Vec a, Vec b) {
    return zip(a, b, (x, y) -> x - y);
  }

  public static Vec sub(Vec a, double b) {
    return sub(a, new Vec(b));
  }

  public static Vec sub(double a, Vec b) {
    return zip(b, new Vec(a), (y, x) -> x - y);
  }

  public static Vec mul(Vec a, Vec b) {
    return zip(a, b, (x, y) -> x * y);
  }

  public static Vec mul(Vec a, double b) {
    return mul(a, new Vec(b));
  }

  public static Vec mul(double a, Vec b) {
    return mul(b, new Vec(a));
  }

  public static Vec div(Vec a, Vec b) {
    return zip(a, b, (x, y) -> x / y);
  }

  public static Vec div(Vec a, double b) {
    return div(a, new Vec(b));
  }

  public static Vec rem(Vec a, double b) {
    return zip(a, new Vec(b), (x, y) -> x % y);
  }

  public static Vec neg(Vec a) {
    return mul(a, -1);
  }

  public static Vec pos(Vec a) {
    return a;
  }

  public static Vec invert(Vec a) {
    return zip(a, new Vec(1), (x, y) -> -x - y);
  }

  public static Vec not(Vec a) {
    return zip(a, new Vec(0), (x, y) -> x == y ? 1 : 0);
  }

  public static Vec lt(Vec a, double b) {
    return zip(a, new Vec(b), (x, y) -> x < y ? 1 : 0);
  }

  public static Vec le(Vec a, double b) {
    return zip(a, new Vec(b), (x, y) -> x <= y ? 1 : 0);
  }

  public static Vec gt(Vec a, double b) {
    return zip(a, new Vec(b), (x, y) -> x > y ? 1 : 0);
  }

  public static Vec ge(Vec a, double b) {
    return zip(a, new Vec(b), (x, y) -> x >= y ? 1 : 0);
  }

  public static Vec and(Vec a, Vec b) {
    return zip(a, b, (x, y) -> x != 0 && y != 0 ? 1 : 0);
  }

  public static Vec or(Vec a, Vec b) {
    return zip(a, b, (x, y) -> x != 0 || y != 0 ? 1 : 0);
  }

  public static Vec addAssign(Vec a, Vec b) {
    return inPlace(a, b, (x, y) -> x + y);
  }

  public static Vec addAssign(Vec a, double b) {
    return addAssign(a, new Vec(b));
  }

  public static Vec subAssign(Vec a, Vec b) {
    return inPlace(a, b, (x, y) -> x - y);
  }

  public static Vec subAssign(Vec a, double b) {
    return subAssign(a, new Vec(b));
  }

  public static Vec mulAssign(Vec a, double b) {
    return inPlace(a, new Vec(b), (x, y) -> x * y);
  }

  public static Vec divAssign(Vec a, double b) {
    return inPlace(a, new Vec(b), (x, y) -> x / y);
  }
}
