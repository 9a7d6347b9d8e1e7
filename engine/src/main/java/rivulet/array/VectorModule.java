package rivulet.array;

/// The JDK's module of vector operations, which is no part of a program unless somebody asks for
/// it.
///
/// `--add-modules jdk.incubator.vector` asks at the start, and then the JVM uses nothing of an AOT
/// cache but loaded classes: it starts 0.2 s later. So a kernel loads the module while it runs, by
/// the JDK's own way for this, to which its manifest opens the door (`Add-Exports`). HotSpot makes
/// vector code of it only with `-XX:+EnableVectorSupport`, which it otherwise sets by itself.
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  /// Whether it is there, once loaded if need be. Where it is not, plain loops serve.
  static final boolean PRESENT = ModuleLayer.boot().findModule(NAME).isPresent() || load();

  private VectorModule() {}

  private static boolean load() {
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, NAME);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
