package rivulet.array;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// What each operation does to vectors of `double`, under the operation's name: the bits are those
/// of [DoubleFunctions].
///
/// The methods, and those of the package that they call, are without branches: [CompiledChain]
/// copies their instructions.
final class DoubleVectorFunctions {
  private DoubleVectorFunctions() {}

  static DoubleVector neg(DoubleVector x) {
    return x.neg();
  }

  static DoubleVector abs(DoubleVector x) {
    return x.abs();
  }

  static DoubleVector sqrt(DoubleVector x) {
    return x.sqrt();
  }

  static DoubleVector relu(DoubleVector x) {
    return x.max(0);
  }

  static DoubleVector square(DoubleVector x) {
    return x.mul(x);
  }

  static DoubleVector cube(DoubleVector x) {
    return x.mul(x).mul(x);
  }

  static DoubleVector reciprocal(DoubleVector x) {
    return x.broadcast(1).div(x);
  }

  static DoubleVector reciprocalSquare(DoubleVector x) {
    return x.broadcast(1).div(x.mul(x));
  }

  static DoubleVector rsqrt(DoubleVector x) {
    return x.broadcast(1).div(x.sqrt());
  }

  static DoubleVector exp(DoubleVector x) {
    return DoubleVectorMath.exp(x);
  }

  static DoubleVector log(DoubleVector x) {
    return DoubleVectorMath.log(x);
  }

  static DoubleVector log1p(DoubleVector x) {
    return DoubleVectorMath.log1p(x);
  }

  static DoubleVector tanh(DoubleVector x) {
    return DoubleVectorMath.tanh(x);
  }

  static DoubleVector sigmoid(DoubleVector x) {
    return DoubleVectorMath.sigmoid(x);
  }

  static DoubleVector sign(DoubleVector x) {
    return DoubleVectorMath.sign(x);
  }

  static DoubleVector add(DoubleVector x, DoubleVector y) {
    return x.add(y);
  }

  static DoubleVector sub(DoubleVector x, DoubleVector y) {
    return x.sub(y);
  }

  static DoubleVector mul(DoubleVector x, DoubleVector y) {
    return x.mul(y);
  }

  static DoubleVector div(DoubleVector x, DoubleVector y) {
    return x.div(y);
  }

  static DoubleVector min(DoubleVector x, DoubleVector y) {
    return x.min(y);
  }

  static DoubleVector max(DoubleVector x, DoubleVector y) {
    return x.max(y);
  }

  static DoubleVector gate(DoubleVector x, DoubleVector y) {
    return y.blend(0, x.compare(VectorOperators.LE, 0));
  }
}
