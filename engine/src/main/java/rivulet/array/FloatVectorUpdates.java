package rivulet.array;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [FloatUpdates] in vector operations, with the same bits. Each answers with the
/// number of elements that it has done; what is left does not fill a vector.
final class FloatVectorUpdates {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private FloatVectorUpdates() {}

  static int descent(FloatUpdates.Arrays a, FloatUpdates.Descent rule) {
    int end = SPECIES.loopBound(a.count());
    for (int i = 0; i < end; i += SPECIES.length()) {
      FloatVector p = FloatVector.fromArray(SPECIES, a.p(), a.po() + i);
      FloatVector g = FloatVector.fromArray(SPECIES, a.g(), a.go() + i);
      FloatVector d = g.mul(rule.sign()).add(p.mul(rule.decay()));
      p.sub(d.mul(rule.lr())).intoArray(a.p(), a.po() + i);
    }
    return end;
  }

  static int momentum(FloatUpdates.Arrays a, FloatUpdates.Descent rule) {
    int end = SPECIES.loopBound(a.count());
    for (int i = 0; i < end; i += SPECIES.length()) {
      FloatVector p = FloatVector.fromArray(SPECIES, a.p(), a.po() + i);
      FloatVector g = FloatVector.fromArray(SPECIES, a.g(), a.go() + i);
      FloatVector d = g.mul(rule.sign()).add(p.mul(rule.decay()));
      FloatVector b = FloatVector.fromArray(SPECIES, a.first(), a.so() + i);
      b = b.mul(rule.keep()).add(d.mul(rule.take()));
      b.intoArray(a.first(), a.so() + i);
      FloatVector step = d.mul(rule.own()).add(b.mul(rule.ahead())).mul(rule.lr());
      p.sub(step).intoArray(a.p(), a.po() + i);
    }
    return end;
  }

  static int adam(FloatUpdates.Arrays a, FloatUpdates.Moments rule) {
    int end = SPECIES.loopBound(a.count());
    for (int i = 0; i < end; i += SPECIES.length()) {
      FloatVector p = FloatVector.fromArray(SPECIES, a.p(), a.po() + i);
      FloatVector g = FloatVector.fromArray(SPECIES, a.g(), a.go() + i);
      FloatVector d = g.mul(rule.sign()).add(p.mul(rule.decay()));
      FloatVector m = FloatVector.fromArray(SPECIES, a.first(), a.so() + i);
      m = m.add(d.sub(m).mul(rule.take1()));
      m.intoArray(a.first(), a.so() + i);
      FloatVector s = FloatVector.fromArray(SPECIES, a.second(), a.so() + i);
      s = s.mul(rule.keep2()).add(d.mul(rule.take2()).mul(d));
      s.intoArray(a.second(), a.so() + i);
      FloatVector root = s.lanewise(VectorOperators.SQRT).div(rule.root()).add(rule.eps());
      p.mul(rule.shrink()).sub(m.mul(rule.step()).div(root)).intoArray(a.p(), a.po() + i);
    }
    return end;
  }
}
