package rivulet.backward;

import org.jspecify.annotations.Nullable;

/// What has arrived at one output of a node. Each contribution has its slot; slots fold from left
/// to right, each as soon as those before it are in, so that the sum has the same bits in whichever
/// order they come and no more than the early ones are held.
///
/// In a shared pass one thread folds at a time, outside the lock; whoever comes meanwhile leaves
/// its contribution and goes on.
///
/// @param <G> what flows along the edges
final class InputBuffer<G> {
  private record Contribution<G>(@Nullable G gradient, boolean owned) {}

  private int expected;
  private int next;
  private boolean folding;
  private @Nullable Contribution<G> @Nullable [] waiting;
  private @Nullable G folded;
  private boolean owned;

  /// One more slot, after those there are.
  int reserve() {
    return expected++;
  }

  boolean awaitsNothing() {
    return expected == 0;
  }

  @Nullable G folded() {
    return folded;
  }

  /// Hands over what is folded.
  @Nullable G take() {
    G taken = folded;
    folded = null;
    return taken;
  }

  /// Whether nobody else can see what is, or was last, folded.
  boolean owned() {
    return owned;
  }

  void replace(@Nullable G gradient) {
    folded = gradient;
    owned = false;
  }

  /// Somebody else sees what is folded.
  void keep() {
    owned = false;
  }

  /// Forgets what is folded.
  void clear(Arithmetic<G> arithmetic) {
    if (owned && folded != null) {
      arithmetic.discard(folded);
    }
    folded = null;
  }

  /// Fills a slot, in a pass that no other thread takes part in.
  ///
  /// @return whether it was the last that was missing
  boolean add(int slot, @Nullable G gradient, boolean gradientOwned, Arithmetic<G> a) {
    if (slot != next) {
      leave(slot, gradient, gradientOwned);
      return false;
    }
    fold(gradient, gradientOwned, a);
    for (Contribution<G> c = following(); c != null; c = following()) {
      fold(c.gradient, c.owned, a);
    }
    return next == expected;
  }

  /// Fills a slot, whatever other threads do meanwhile.
  ///
  /// @return whether it was the last that was missing
  boolean addShared(int slot, @Nullable G gradient, boolean gradientOwned, Arithmetic<G> a) {
    synchronized (this) {
      if (folding || slot != next) {
        leave(slot, gradient, gradientOwned);
        return false;
      }
      folding = true;
    }
    fold(gradient, gradientOwned, a);
    int done = slot + 1;
    for (Contribution<G> c = followingShared(); c != null; c = followingShared()) {
      fold(c.gradient, c.owned, a);
      done++;
    }
    return done == expected;
  }

  private void fold(@Nullable G gradient, boolean gradientOwned, Arithmetic<G> arithmetic) {
    G sum = folded;
    if (sum == null) {
      folded = gradient;
      owned = gradientOwned;
    } else if (gradient != null) {
      folded = arithmetic.add(sum, owned, gradient);
      owned = true;
      if (gradientOwned) {
        arithmetic.discard(gradient);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void leave(int slot, @Nullable G gradient, boolean gradientOwned) {
    if (waiting == null) {
      waiting = (Contribution<G>[]) new Contribution<?>[expected];
    }
    waiting[slot] = new Contribution<>(gradient, gradientOwned);
  }

  /// Steps to the next slot; what waits there, or null.
  private @Nullable Contribution<G> following() {
    next++;
    if (waiting == null || next == expected) {
      waiting = null;
      return null;
    }
    Contribution<G> found = waiting[next];
    waiting[next] = null;
    return found;
  }

  private synchronized @Nullable Contribution<G> followingShared() {
    Contribution<G> found = following();
    folding = found != null;
    return found;
  }
}
