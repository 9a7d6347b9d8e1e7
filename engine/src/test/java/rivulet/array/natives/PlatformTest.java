package rivulet.array.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void classifiersAreMavens() {
    assertEquals("linux-x86_64", Platform.of("Linux", "amd64").classifier());
    assertEquals("linux-arm64", Platform.of("Linux", "aarch64").classifier());
    assertEquals("macosx-x86_64", Platform.of("Mac OS X", "x86_64").classifier());
    assertEquals("macosx-arm64", Platform.of("Mac OS X", "aarch64").classifier());
    assertEquals("windows-x86_64", Platform.of("Windows 11", "amd64").classifier());
    assertEquals("linux-riscv64", Platform.of("Linux", "riscv64").classifier());
  }
}
