package rivulet.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFileTest {
  private static final ConnectionFile.Ports PORTS = new ConnectionFile.Ports(1, 2, 3, 4, 5);

  @TempDir Path folder;

  @Test
  void write_isReadBack() throws Exception {
    ConnectionFile file = new ConnectionFile("tcp", "127.0.0.1", PORTS, "k", "rivulet", null);
    Path path = folder.resolve("kernel.json");
    file.write(path);
    assertEquals(file, ConnectionFile.read(path));
    ConnectionFile encrypted =
        file.withCurve(new ConnectionFile.Curve("x".repeat(40), "y".repeat(40)));
    encrypted.write(path);
    assertEquals(encrypted, ConnectionFile.read(path));
    assertEquals("tcp://127.0.0.1:4", file.address(Channel.IOPUB));
    assertEquals("tcp://127.0.0.1:5", file.heartbeat());
  }

  @Test
  void address_ipc_hasADash() {
    ConnectionFile file = new ConnectionFile("ipc", "/tmp/k", PORTS, "k", "rivulet", null);
    assertEquals("ipc:///tmp/k-1", file.address(Channel.SHELL));
  }

  @Test
  void read_wrongFile_saysWhich() throws Exception {
    for (String text : new String[] {"", "[]", "{}", "{\"shell_port\": \"x\"}", "\"x\""}) {
      Path path = Files.writeString(folder.resolve("kernel.json"), text);
      IOException e = assertThrows(IOException.class, () -> ConnectionFile.read(path));
      assertTrue(String.valueOf(e.getMessage()).contains("kernel.json"), e.getMessage());
    }
  }
}
