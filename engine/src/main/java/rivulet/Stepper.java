package rivulet;

import java.util.List;

/// What moves parameters along their gradients, each by itself: an optimizer. As
/// [BackwardOptions#step] needs it.
public interface Stepper {
  /// The parameters, in the order in which they are moved.
  List<Tensor> parameters();

  /// Moves one of them if it has a gradient. Different parameters may be moved by different threads
  /// at the same time.
  void step(Tensor parameter);
}
