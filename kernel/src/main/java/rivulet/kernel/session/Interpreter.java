package rivulet.kernel.session;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The border between the run time and what understands the language.
public interface Interpreter {
  /// Compiles and runs one cell on the calling thread, which is that of its shell: cells of several
  /// shells run at once. Returns when it has ended, whatever it did. Never throws for anything that
  /// the cell did.
  ///
  /// @param code the cell's text
  /// @param number the cell's number, as in `In[3]`
  /// @param show takes the cell's value, if it has one to show; part of the run, since showing may
  ///   call the cell's own code: it can be interrupted, and what it throws is the cell's error
  Outcome execute(String code, int number, Consumer<Object> show);

  /// Runs what a cell has left to be called, such as what handles a comm's messages: on the calling
  /// thread, as [#execute] runs a cell.
  Outcome call(Code code);

  /// What a cell has left to be called.
  interface Code {
    /// Runs it.
    void run() throws Exception;
  }

  /// Makes the running cells stop, from any thread; returns at once. Without a running cell it does
  /// nothing.
  void interrupt();

  /// Makes the cell that runs on a thread stop, as [#interrupt] does.
  void stop(Thread thread);

  /// Gives up the cell that runs on a thread, which was interrupted and has not stopped: whatever
  /// it still does, [#execute] on another thread works with the session as it is. Called from any
  /// thread.
  ///
  /// @return what the user is told in place of the cell's outcome; null where no cell runs there,
  ///   or where it cannot be given up now
  @Nullable Outcome abandon(Thread thread);

  /// Forgets the values that cells have shown: `out(3)` no longer gives them.
  void forgetResults();

  /// How a cell ended.
  sealed interface Outcome {
    /// It ran to its end.
    ///
    /// @param value what its last expression gave; null where it has none to show
    record Value(@Nullable Object value) implements Outcome {}

    /// It did not compile, threw, or was interrupted.
    ///
    /// @param name the error's type, as `ename`: `CompilationError`,
    ///   `java.lang.NullPointerException`, `Interrupted`
    /// @param message its message, as `evalue`
    /// @param traceback lines to show, with ANSI colours: the user's own line, the caret, `Cell
    ///   In[3], line 2`, the causes
    record Failure(String name, String message, List<String> traceback) implements Outcome {}
  }
}
