package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import jdk.jshell.JShell;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;
import rivulet.kernel.magic.Functions;

/// The kernel under the name, and with the methods, that notebooks and libraries know from IJava.
public final class JavaKernel extends BaseKernel {
  JavaKernel() {}

  /// Where magics are registered.
  public Magics getMagics() {
    return Functions.magics();
  }

  /// Where it is registered how values are shown.
  ///
  /// @throws IllegalStateException if no cell has run
  @Override
  public Renderer getRenderer() {
    return surface().renderer();
  }

  @Override
  public void display(DisplayData data) {
    surface().show(data);
  }

  /// Runs a text as a cell.
  ///
  /// @return its value as it would be shown; null if it has none
  @Override
  public @Nullable DisplayData eval(String code) {
    Object value = Functions.eval(code);
    return value == null ? null : surface().render(value);
  }

  /// Runs a text as a cell.
  ///
  /// @return its value; null if it has none
  public @Nullable Object evalRaw(String code) {
    return Functions.eval(code);
  }

  /// A text to be run, as JJava has it.
  public EvalBuilder evalBuilder(String code) {
    return new EvalBuilder(code);
  }

  /// Adds jars and folders to the session's libraries.
  ///
  /// @param path patterns, separated as the system separates paths
  public void addToClasspath(String path) {
    Functions.addToClassPath(path);
  }

  /// There is none: cells are compiled by the kernel itself.
  ///
  /// @throws UnsupportedOperationException with what to call instead
  @SuppressWarnings("DoNotCallSuggester") // it is for code that was written elsewhere
  public JShell getJShell() {
    throw new UnsupportedOperationException(
        "this kernel runs cells without JShell. For jshell.eval(code) write eval(code), for"
            + " addToClasspath(path) %classpath, for variables(), types(), methods() and imports()"
            + " %jshell /vars, /types, /methods and /imports");
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("Java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".java")
        .pygments("java")
        .codemirror("java")
        .build();
  }

  private static Surface surface() {
    Surface surface = Surface.current();
    if (surface == null) {
      throw new IllegalStateException("no cell has run here");
    }
    return surface;
  }
}
