package rivulet;

import rivulet.backward.Pass;

/// Whether operations on this thread record how their results came about.
///
/// Each thread has its own mode, on at first; scopes nest and hold for the thread that opened them.
public final class GradMode {
  private static final ThreadLocal<GradMode> CURRENT = ThreadLocal.withInitial(GradMode::new);

  /// What the workers of a pass enter that records (`createGraph`), and of one that does not.
  static final Pass.Mode RECORDING = () -> enter(true);

  static final Pass.Mode SILENT = () -> enter(false);

  private boolean enabled = true;

  private GradMode() {}

  /// What a change of the mode returns; closing it restores the mode before.
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /// Whether this thread records.
  public static boolean isEnabled() {
    return CURRENT.get().enabled;
  }

  static Change enter(boolean enabled) {
    GradMode mode = CURRENT.get();
    Change change = new Change(mode, mode.enabled);
    mode.enabled = enabled;
    return change;
  }

  /// A change of the mode, for users and for the workers of a pass.
  ///
  /// @param mode the thread's
  /// @param before what it was
  record Change(GradMode mode, boolean before) implements Scope, Pass.Scope {
    @Override
    public void close() {
      mode.enabled = before;
    }
  }
}
