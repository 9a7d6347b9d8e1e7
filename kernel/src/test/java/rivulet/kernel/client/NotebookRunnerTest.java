package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class NotebookRunnerTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private @Nullable Duration timeout;
  private boolean allowErrors;

  private int run(Path notebook, @Nullable Path output, String... kernel) {
    RunOptions options =
        new RunOptions(
            notebook, output, timeout, allowErrors, ScriptedKernel.command(kernel), false);
    return NotebookRunner.run(options, printer(out), printer(err));
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// A notebook of format 4.2 whose cells are those given: code, or JSON where it begins with a
  /// brace.
  private Path notebook(String... cells) throws Exception {
    JsonArray array = new JsonArray();
    for (String cell : cells) {
      array.add(cell.startsWith("{") ? JsonParser.parseString(cell) : code(cell));
    }
    JsonObject json =
        JsonParser.parseString(
                "{\"future\": [1.50, null], \"nbformat_minor\": 2, \"metadata\":"
                    + " {\"kernelspec\": {\"name\": \"python3\"}, \"mine\": 1}, \"nbformat\": 4}")
            .getAsJsonObject();
    json.add("cells", array);
    Path file = folder.resolve("a.ipynb");
    Files.writeString(file, json.toString());
    return file;
  }

  private static JsonObject code(String source) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", "code");
    cell.add("source", Json.lines(source));
    return cell;
  }

  private static String tagged(String source) {
    JsonObject cell = code(source);
    cell.add(
        "metadata",
        JsonParser.parseString("{\"tags\": [\"x\", \"raises-exception\"], \"own\": true}"));
    return cell.toString();
  }

  private JsonObject result() throws Exception {
    return JsonParser.parseString(Files.readString(folder.resolve("out.ipynb"))).getAsJsonObject();
  }

  private static JsonObject cell(JsonObject notebook, int at) {
    return notebook.getAsJsonArray("cells").get(at).getAsJsonObject();
  }

  private static JsonArray outputs(JsonObject notebook, int at) {
    return cell(notebook, at).getAsJsonArray("outputs");
  }

  @Test
  void run_jsonWithNulls_isWrittenWithThem() throws Exception {
    assertEquals(0, run(notebook("chart x"), folder.resolve("out.ipynb")), err());
    JsonObject data = outputs(result(), 0).get(0).getAsJsonObject().getAsJsonObject("data");
    JsonObject chart = data.getAsJsonObject("application/vnd.vegalite.v5+json");
    assertEquals("x", chart.get("title").getAsString());
    assertTrue(chart.get("axis").isJsonNull());
  }

  @Test
  void run_printsStreamsAndValues_andWritesTheNotebook() throws Exception {
    Path in =
        notebook(
            "{\"cell_type\": \"markdown\", \"source\": \"# Text\"}",
            "print one\nprint two\nerr three\nvalue 4",
            "  \n",
            "show 5\nupdate 6");
    String before = Files.readString(in);
    assertEquals(0, run(in, folder.resolve("out.ipynb")), err());
    assertEquals("one\ntwo\n4\n5\nold\n", out().replace("\r", ""));
    assertEquals("three\n", err());
    assertEquals(before, Files.readString(in));

    JsonObject result = result();
    assertEquals(5, result.get("nbformat_minor").getAsInt());
    assertEquals("[1.50,null]", result.get("future").toString());
    assertEquals(1, result.getAsJsonObject("metadata").get("mine").getAsInt());
    assertEquals(
        "rivulet",
        result.getAsJsonObject("metadata").getAsJsonObject("kernelspec").get("name").getAsString());
    JsonArray first = outputs(result, 1);
    assertEquals(3, first.size());
    assertEquals(
        "{\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":[\"one\\n\",\"two\\n\"]}",
        first.get(0).toString());
    assertEquals(
        "{\"output_type\":\"execute_result\",\"execution_count\":1,"
            + "\"data\":{\"text/plain\":[\"4\"]},\"metadata\":{}}",
        first.get(2).toString());
    assertTrue(cell(result, 2).get("execution_count").isJsonNull());
    assertEquals(2, cell(result, 3).get("execution_count").getAsInt());
    assertTrue(outputs(result, 3).get(1).toString().contains("\"6\""), "updated in place");
  }

  @Test
  void run_failingCell_stopsWithTheErrorOnStderr() throws Exception {
    int code = run(notebook("print a", "fail bad", "print b"), folder.resolve("out.ipynb"));
    assertEquals(1, code);
    assertEquals("a\n", out());
    assertEquals("bad\nCell In[2], line 1\n", err());
    JsonObject error = outputs(result(), 1).get(0).getAsJsonObject();
    assertEquals("java.lang.IllegalStateException", error.get("ename").getAsString());
    assertTrue(error.get("traceback").toString().contains("[31m"));
    assertEquals(0, outputs(result(), 2).size());
  }

  @Test
  void run_allowErrors_goesOnAndStillFails() throws Exception {
    allowErrors = true;
    assertEquals(1, run(notebook("fail bad", "print b"), null));
    assertEquals("b\n", out());
    assertFalse(Files.exists(folder.resolve("out.ipynb")));
  }

  @Test
  void run_expectedError_isNoFailure() throws Exception {
    assertEquals(0, run(notebook(tagged("fail bad"), "print b"), null));
    assertEquals("b\n", out());
  }

  @Test
  void run_cellPastTimeout_isInterrupted() throws Exception {
    timeout = Duration.ofSeconds(2);
    allowErrors = true;
    assertEquals(1, run(notebook("loop", "print b"), folder.resolve("out.ipynb")));
    assertEquals("looping\nb\n", out());
    assertTrue(err().contains("longer than 2.0 s"), err());
    assertTrue(err().contains("Interrupted"), err());
  }

  @Test
  void run_cellThatDoesNotStop_costsItsKernel() throws Exception {
    timeout = Duration.ofSeconds(1);
    allowErrors = true;
    int code = run(notebook("print a", "deaf", "print b"), folder.resolve("out.ipynb"));
    assertEquals(1, code);
    assertEquals("a\n", out());
    assertTrue(err().contains("did not stop"), err());
    JsonArray stopped = outputs(result(), 1);
    assertEquals(1, stopped.size(), stopped::toString);
  }

  @Test
  void run_kernelThatDies_saysSoAndStillWrites() throws Exception {
    allowErrors = true;
    int code = run(notebook("print a", "exit", "print b"), folder.resolve("out.ipynb"));
    assertEquals(1, code);
    assertEquals("a\n", out());
    assertTrue(err().contains("exit code 7"), err());
    assertEquals(1, outputs(result(), 0).size());
  }

  @Test
  void run_kernelThatDoesNotStart_fails() throws Exception {
    assertEquals(1, run(notebook("print a"), null, "broken"));
    assertTrue(err().contains("this kernel is broken"), err());
  }

  @Test
  void run_inputAsked_failsInsteadOfWaiting() throws Exception {
    assertEquals(1, run(notebook("readByte"), null));
    assertTrue(err().contains("allow_stdin"), err());
  }

  @Test
  void run_kernelWorksInTheNotebooksFolder() throws Exception {
    assertEquals(0, run(notebook("folder"), null));
    assertEquals(folder.toRealPath(), Path.of(out().strip()).toRealPath());
  }

  @Test
  void run_clearedOutput_isNotInTheNotebook() throws Exception {
    assertEquals(0, run(notebook("print a\nclear wait\nprint b"), folder.resolve("out.ipynb")));
    assertEquals(1, outputs(result(), 0).size());
    assertTrue(outputs(result(), 0).toString().contains("[\"b\\n\"]"));
  }

  @Test
  void run_idsAreValidAndDistinct() throws Exception {
    String same = "{\"cell_type\": \"code\", \"id\": \"x\", \"source\": \"\"}";
    String wrong = "{\"cell_type\": \"raw\", \"id\": \"a b\", \"source\": \"\"}";
    assertEquals(0, run(notebook(same, same, wrong, ""), folder.resolve("out.ipynb")), err());
    JsonObject result = result();
    for (int i = 0; i < 4; i++) {
      assertTrue(cell(result, i).get("id").getAsString().matches("[a-zA-Z0-9_-]{1,64}"));
    }
    assertEquals("x", cell(result, 0).get("id").getAsString());
    assertFalse(cell(result, 1).get("id").getAsString().equals("x"));
  }

  @Test
  void run_noSuchFile_isWrongUsage() {
    assertEquals(2, run(folder.resolve("none.ipynb"), null));
    assertTrue(err().contains("no such file"), err());
  }

  @Test
  void run_noNotebook_isWrongUsage() throws Exception {
    for (String text : new String[] {"", "hello", "[1]", "{}", "{\"nbformat\": 4}", "{\"nbforma"}) {
      err.reset();
      Path file = Files.writeString(folder.resolve("b.ipynb"), text);
      assertEquals(2, run(file, null), text);
      assertTrue(err().contains("not a notebook"), err());
    }
  }

  @Test
  void run_nbformat3_isWrongUsage() throws Exception {
    Path file = Files.writeString(folder.resolve("b.ipynb"), "{\"nbformat\": 3}");
    assertEquals(2, run(file, null));
    assertTrue(err().contains("nbformat 3"), err());
  }

  @Test
  void run_resultWithoutAFolder_isWrongUsage() throws Exception {
    assertEquals(2, run(notebook("print a"), folder.resolve("none/out.ipynb")));
    assertEquals("", out());
  }
}
