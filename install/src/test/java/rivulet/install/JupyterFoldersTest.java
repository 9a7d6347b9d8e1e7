package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JupyterFoldersTest {
  private static final Path HOME = Path.of("/home/ada");

  private static JupyterFolders folders(String system, Map<String, String> environment) {
    return new JupyterFolders(environment, system, HOME);
  }

  @Test
  void user_onLinux() {
    assertEquals(Path.of("/home/ada/.local/share/jupyter"), folders("Linux", Map.of()).user());
    assertEquals(
        Path.of("/data/jupyter"), folders("Linux", Map.of("XDG_DATA_HOME", "/data")).user());
    assertEquals(
        Path.of("/home/ada/.local/share/jupyter"),
        folders("Linux", Map.of("XDG_DATA_HOME", "")).user());
  }

  @Test
  void user_onMac() {
    assertEquals(
        Path.of("/home/ada/Library/Jupyter"),
        folders("Mac OS X", Map.of("XDG_DATA_HOME", "/data")).user());
  }

  @Test
  void user_dataDirWins() {
    Map<String, String> environment =
        Map.of("JUPYTER_DATA_DIR", "/jupyter", "XDG_DATA_HOME", "/data");
    assertEquals(Path.of("/jupyter"), folders("Linux", environment).user());
    assertEquals(Path.of("/jupyter"), folders("Mac OS X", environment).user());
  }

  @Test
  void systemPrefix_virtualEnvironmentBeforeConda() throws Exception {
    assertEquals(
        Path.of("/venv/share/jupyter"),
        folders("Linux", Map.of("VIRTUAL_ENV", "/venv", "CONDA_PREFIX", "/conda")).systemPrefix());
    assertEquals(
        Path.of("/conda/share/jupyter"),
        folders("Linux", Map.of("CONDA_PREFIX", "/conda")).systemPrefix());
  }
}
