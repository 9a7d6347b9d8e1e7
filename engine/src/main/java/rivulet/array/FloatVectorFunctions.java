package rivulet.array;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// What each operation does to vectors of `float`, under the operation's name: the bits are those
/// of [FloatFunctions].
///
/// The methods, and those of the package that they call, are without branches: [CompiledChain]
/// copies their instructions.
final class FloatVectorFunctions {
  private FloatVectorFunctions() {}

  static FloatVector neg(FloatVector x) {
    return x.neg();
  }

  static FloatVector abs(FloatVector x) {
    return x.abs();
  }

  static FloatVector sqrt(FloatVector x) {
    return x.sqrt();
  }

  static FloatVector relu(FloatVector x) {
    return x.max(0);
  }

  static FloatVector square(FloatVector x) {
    return x.mul(x);
  }

  static FloatVector cube(FloatVector x) {
    return x.mul(x).mul(x);
  }

  static FloatVector reciprocal(FloatVector x) {
    return x.broadcast(1).div(x);
  }

  static FloatVector reciprocalSquare(FloatVector x) {
    return x.broadcast(1).div(x.mul(x));
  }

  static FloatVector rsqrt(FloatVector x) {
    return x.broadcast(1).div(x.sqrt());
  }

  static FloatVector exp(FloatVector x) {
    return FloatVectorMath.exp(x);
  }

  static FloatVector log(FloatVector x) {
    return FloatVectorMath.log(x);
  }

  static FloatVector log1p(FloatVector x) {
    return FloatVectorMath.log1p(x);
  }

  static FloatVector tanh(FloatVector x) {
    return FloatVectorMath.tanh(x);
  }

  static FloatVector sigmoid(FloatVector x) {
    return FloatVectorMath.sigmoid(x);
  }

  static FloatVector sign(FloatVector x) {
    return FloatVectorMath.sign(x);
  }

  static FloatVector erf(FloatVector x) {
    return FloatErrorVector.erf(x);
  }

  static FloatVector gelu(FloatVector x) {
    return FloatErrorVector.gelu(x);
  }

  static FloatVector add(FloatVector x, FloatVector y) {
    return x.add(y);
  }

  static FloatVector sub(FloatVector x, FloatVector y) {
    return x.sub(y);
  }

  static FloatVector mul(FloatVector x, FloatVector y) {
    return x.mul(y);
  }

  static FloatVector div(FloatVector x, FloatVector y) {
    return x.div(y);
  }

  static FloatVector min(FloatVector x, FloatVector y) {
    return x.min(y);
  }

  static FloatVector max(FloatVector x, FloatVector y) {
    return x.max(y);
  }

  static FloatVector gate(FloatVector x, FloatVector y) {
    return y.blend(0, x.compare(VectorOperators.LE, 0));
  }
}
