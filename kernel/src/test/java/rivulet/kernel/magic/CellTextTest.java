package rivulet.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {
  private static final Set<String> KNOWN = Set.of("maven", "time", "jars", "d");

  private static List<Part> parts(String text) {
    return CellText.parts(text, (name, cell) -> KNOWN.contains(name), "flag"::equals);
  }

  /// `M3:name|arguments` for a magic on line 3, `J` and the text for Java.
  private static String told(String text) {
    return parts(text).stream().map(CellTextTest::told).collect(Collectors.joining(" // "));
  }

  private static String told(Part part) {
    return switch (part) {
      case Part.Java(var java) -> "J:" + java.replace('\n', '~');
      case Part.Use(var line, var name, var text, var body) ->
          "M" + line + ":" + name + "|" + text + (body == null ? "" : "|" + body);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int x = 7;\nx",
        "String s = \"a\\\"\\n%maven a:b:1\";",
        "String s = \"\"\"\n  %maven a:b:1\n  %d \\\"\"\" %\n  \"\"\";",
        "// %maven a:b:1\nint y = 1;",
        "/*\n%maven a:b:1\n*/ int y = 1;",
        "int a = b\n  % c;",
        "int a = b *\n  %d;",
        "f(a\n%d\n);",
        "char c = '\"';\nint m = 5 %d;",
        "System.out.printf(\"%d%n\", 3);",
        "boolean b = !done;\n!done",
        "!list.isEmpty()",
        "!flag",
        "!true",
        "!(a && b)",
        "int z = flag ? 1 : 2;",
        "int z = flag\n? 1 : 2;",
        "x += 3; y %= 4;",
      })
  void javaWithoutMagics_isLeftAsItIs(String text) {
    assertEquals(List.of(new Part.Java(text)), parts(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "%maven a:b:1;M1:maven|a:b:1",
        "  %maven a:b:1  ;M1:maven|a:b:1",
        "%nonsense;M1:nonsense|",
        "foo()~%time bar();J:foo()~ // M2:time|bar()",
        "%%bash -e~ls~pwd;M1:bash|-e|ls~pwd",
        "// a comment~~%%bash~ls;M3:bash||ls",
        "/* a~b */ %%time~f();M2:time||f()",
        "!pip install x;M1:sh|pip install x",
        "!ls;M1:sh|ls",
        "?List;M1:pinfo|List",
        "List.of??;M1:pinfo2|List.of",
        "%maven?;M1:pinfo|%maven",
        "%\\{m} \\{c} x;M1:\\{m}|\\{c} x",
        "%maven a~%maven b~f();M1:maven|a // M2:maven|b // J:        ~        ~f()",
      })
  void magics_areFoundWithTheirLines(String text, String expected) {
    assertEquals(expected.replace("~", "\n"), told(text.replace('~', '\n')).replace("~", "\n"));
  }

  @Test
  void javaBehindAMagic_keepsItsPlace() {
    assertEquals(
        List.of(
            new Part.Java("int a = 1;\n"),
            new Part.Use(2, "maven", "g:a:1", null),
            new Part.Java("          \n            \nint b;")),
        parts("int a = 1;\n%maven g:a:1\nint b;"));
  }

  @Test
  void aMagicBehindAnAssignment_isACallAndEndsThePart() {
    String text = "List<String> x = %jars lib/*.jar\nx.size()";
    List<Part> parts = parts(text);
    assertEquals(2, parts.size());
    assertEquals(
        new Part.Java("List<String> x = rivulet.kernel.magic.Functions.magic(\"jars lib/*.jar\");"),
        parts.get(0));
    assertEquals(new Part.Java(" ".repeat(text.indexOf('\n')) + "\nx.size()"), parts.get(1));
  }

  @Test
  void aMagicInABlock_isACallThere() {
    assertEquals(
        List.of(
            new Part.Java(
                "if (a) {\n  rivulet.kernel.magic.Functions.magic(\"maven g:\\\"a\\\":1\");\n}")),
        parts("if (a) {\n  %maven g:\"a\":1\n}"));
  }
}
