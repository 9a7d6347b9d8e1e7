package rivulet.kernel.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rivulet.kernel.session.Assistant;

class CompletenessTest {
  private final Assistant assistant = new Session().assistant;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 + 1",
        "int x = 5",
        "int x = 5;",
        "undefined(x)",
        "class A {}",
        "void f() { }",
        "for (int i = 0; i < 3; i++) { }",
        "import java.util.*",
        "// comment",
        "\"}{\"",
        "x -> x"
      })
  void wholeCells(String code) {
    assertEquals(new Assistant.Judgement("complete", null), assistant.isComplete(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class A {|4",
        "void f() {|4",
        "void f() { if (x) {|8",
        "int x =|4",
        "1 +|4",
        "foo(|4",
        "foo(1,|4",
        "for (int i = 0; i < 3; i++)|4",
        "if (x) { y(); } else {|4",
        "/* open|0",
        "list.|4",
        "Runnable r = () -> {|4",
        "new int[] {1,|4",
        "String s = \"{\" +|4"
      })
  void unfinishedCells_sayHowFarToIndent(String code, int indent) {
    assertEquals(
        new Assistant.Judgement("incomplete", " ".repeat(indent)), assistant.isComplete(code));
  }

  @Test
  void openTextBlock_isUnfinished() {
    assertEquals("incomplete", assistant.isComplete("String s = \"\"\"\n  abc").status());
    assertEquals("incomplete", assistant.isComplete("String s = \"\"\"").status());
    assertEquals("invalid", assistant.isComplete("String s = \"\"\" abc").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"int = 5;", "foo(]", "}", "class 5 {}", "String s = \"open"})
  void wrongCells(String code) {
    assertEquals(new Assistant.Judgement("invalid", null), assistant.isComplete(code));
  }

  /// The text so far, with the next line's indentation as the dots at its end.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (x) {\n....",
        "if (x) {\n    foo();\n....",
        "if (x) {\n  foo();\n..",
        "if (x) {\n    if (y) {\n........",
        "if (x) {\n    if (y) {\n        foo();\n    }\n....",
        "if (x) {\n    foo(1,\n........",
        "foo(1,\n    2,\n....",
        "foo(() -> {\n....",
        "list.stream()\n    .map(x -> x)\n    .filter(\n........",
        "class A {\n    int x;\n\n....",
        "switch (x) {\n    case 1:\n........",
        "switch (x) {\n    case 1 ->\n........",
        "switch (x) {\n    case 1 -> foo();\n....",
        "for (int i = 0; i < 3; i++)\n....",
        "if (x) {\n    foo();\n} else {\n....",
        "String s = \"\"\"\n",
        "String s = \"\"\"\n    text {\n....",
        "/* text\n   more\n...",
        "if (x) { // {\n....",
        "%maven a:b:c\nif (x) {\n....",
        "%%time\nif (x) {\n....",
        "%%bash\n",
        "%%bash\nfor x in 1; do\n  echo $x\n.."
      })
  void nextLine_isIndented(String text) {
    String code = text.substring(0, text.lastIndexOf('\n'));
    String indent = text.substring(text.lastIndexOf('\n') + 1).replace('.', ' ');
    assertEquals(new Assistant.Judgement("incomplete", indent), assistant.isComplete(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%maven a:b:c",
        "%maven a:b:c\nint x = 1;",
        "List<String> jars = %jars lib/*.jar",
        "%%bash\nls\n",
        "%%time\nint x = 1;",
        "?String",
        "list.size??",
        "%load?",
        "String s = \"\"\"\n%maven\n\"\"\";"
      })
  void magicsAndQuestions_areWhole(String code) {
    assertEquals(new Assistant.Judgement("complete", null), assistant.isComplete(code));
  }

  @Test
  void textThatOverwhelmsTheCompiler_isUnknown() {
    String deep = "(".repeat(200_000);
    assertEquals(new Assistant.Judgement("unknown", null), assistant.isComplete(deep));
    assertEquals(new Assistant.Judgement("complete", null), assistant.isComplete("1 + 1"));
  }
}
