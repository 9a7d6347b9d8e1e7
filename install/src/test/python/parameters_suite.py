"""How papermill's parameters become Java."""

import json
import unittest

from papermill.translators import papermill_translators


def cell(source, parameters):
    translator = papermill_translators.find_translator("rivulet", "java")
    if source is not None:
        translator.inspect({"source": source})
    return translator.codify(parameters).splitlines()[1:]


class ParametersTest(unittest.TestCase):
    def test_undeclared_have_their_values_type(self):
        values = {
            "i": 5,
            "n": 2**40,
            "big": 2**70,
            "x": 1e-05,
            "yes": True,
            "none": None,
            "all": [1, 2],
            "gaps": [1, None],
            "gap": [None],
            "named": {"a": 1, "b": [0.5]},
        }
        self.assertEqual(
            cell(None, values),
            [
                "var i = 5;",
                "var n = 1099511627776L;",
                'var big = new BigInteger("1180591620717411303424");',
                "var x = 1e-05;",
                "var yes = true;",
                "Object none = null;",
                "var all = List.of(1, 2);",
                "var gaps = Arrays.asList(1, null);",
                "var gap = Collections.singletonList(null);",
                'var named = Map.ofEntries(Map.entry("a", 1), Map.entry("b", List.of(0.5)));',
            ],
        )

    def test_declared_keep_their_type(self):
        source = """
            final double rate = 0.5; // how fast
            float f = 1f;
            long n = 1;
            var v = 0.1;
            var w = 1_000L;
            var x = 1;
            double[] a = {1};
            int[][] grid = {{1}, {2}};
            List<Double> list = List.of();
            Map<String, Object> map = Map.of();
            String text = "a;b";
            """
        values = {"rate": 2, "f": 2, "n": 3, "v": 1, "w": 4, "x": 5, "a": [1], "grid": [[1], [2, 3]]}
        values |= {"list": [1], "map": {"k": 1}, "text": "c", "new": 1}
        self.assertEqual(
            cell(source, values),
            [
                "double rate = 2.0;",
                "float f = 2.0f;",
                "long n = 3L;",
                "double v = 1.0;",
                "long w = 4L;",
                "var x = 5;",
                "double[] a = {1.0};",
                "int[][] grid = {{1}, {2, 3}};",
                "List<Double> list = List.of(1.0);",
                'Map<String, Object> map = Map.ofEntries(Map.entry("k", 1));',
                'String text = "c";',
                "var new = 1;",
            ],
        )
        self.assertEqual(cell(None, {"rate": 2}), ["var rate = 2;"])

    def test_texts_are_escaped(self):
        for text in ['"', "\\", "a\nb", "é€😀", "\\u0022", "tab\t"]:
            line = cell(None, {"s": text})[0]
            self.assertEqual(json.loads(line.removeprefix("var s = ").removesuffix(";")), text)

    def test_what_java_cannot_hold_is_refused(self):
        with self.assertRaisesRegex(Exception, "no null, as the value of 'k' is"):
            cell(None, {"m": {"k": None}})

    def test_inspection_tells_names_types_defaults_and_help(self):
        translator = papermill_translators.find_translator(None, "java")
        source = 'int n = 5; // how many\nvar s = "x; y";\nvar d = 1e3;\nSystem.out.println(n == 5);'
        found = translator.inspect({"source": source})
        self.assertEqual(
            [tuple(parameter) for parameter in found],
            [("n", "int", "5", "how many"), ("s", "None", '"x; y"', ""), ("d", "double", "1e3", "")],
        )
