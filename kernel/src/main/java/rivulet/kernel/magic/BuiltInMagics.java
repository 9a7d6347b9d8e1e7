package rivulet.kernel.magic;

import java.util.List;
import java.util.stream.Stream;
import rivulet.kernel.session.Magic;

/// The magics that every session has.
final class BuiltInMagics {
  private BuiltInMagics() {}

  static List<Magic> of(MagicSession session, Environment environment) {
    SessionLibraries libraries = new SessionLibraries(session, environment);
    return Stream.of(
            new MavenMagics(libraries).all(),
            new DependencyMagics(libraries).all(),
            new ClassPathMagics(session, libraries).all(),
            new CodeMagics(session).all(),
            new ShellMagics(environment).all(),
            new SessionMagics(session, environment).all(),
            new HistoryMagics().all(),
            new JShellMagics(session).all(),
            new QuestionMagics(session).all(),
            new ShowMagics().all())
        .flatMap(List::stream)
        .toList();
  }
}
