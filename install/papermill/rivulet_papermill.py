"""Parameters of Java notebooks for papermill.

The cell that papermill injects declares each parameter anew, with the type that the cell tagged
`parameters` gives it: `double rate = 0.5;` and `-p rate 2` give `double rate = 2.0;`. A parameter
that is not declared there gets the type of its value.
"""

import json
import math
import re
import threading

from papermill.engines import NBClientEngine
from papermill.exceptions import PapermillException
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

__all__ = ["JavaTranslator", "NBClientEngine"]

INT = range(-(2**31), 2**31)
LONG = range(-(2**63), 2**63)

DECLARATION = re.compile(
    r"""^\s*(?:final\s+)?
    (?P<type>[A-Za-z_$][\w$.]*(?:\s*<[^;=]*>)?(?:\s*\[\s*\])*)\s+
    (?P<name>[A-Za-z_$][\w$]*)\s*=\s*
    (?P<value>(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;"'])+?)\s*;
    [ \t]*(?://[ \t]*(?P<help>.*))?""",
    re.MULTILINE | re.VERBOSE,
)
ARRAY = re.compile(r"(?P<element>.+?)\s*\[\s*\]$")
COLLECTION = re.compile(r"(?:java\.util\.)?(?:List|Collection|SequencedCollection)\s*<(?P<element>.+)>$")
MAP = re.compile(r"(?:java\.util\.)?(?:Map|SequencedMap)\s*<[^,<]+,(?P<element>.+)>$")

# What `var` stands for where the value is a number.
NUMBERS = {
    "double": re.compile(r"[-+]?(?:\d[\d_]*\.\d*|\.\d+|\d+(?=[eEdD]))(?:[eE][-+]?\d+)?[dD]?$"),
    "float": re.compile(r"[-+]?[\d_.]+(?:[eE][-+]?\d+)?[fF]$"),
    "long": re.compile(r"[-+]?[\d_]+[lL]$"),
}


class JavaTranslator(Translator):
    """Writes values as Java."""

    # papermill asks for the parameters' types and for their cell in two calls, in this order.
    _declared = threading.local()

    @classmethod
    def inspect(cls, parameters_cell):
        found = []
        types = {}
        for match in DECLARATION.finditer(parameters_cell["source"]):
            types[match["name"]] = known_type(match["type"].strip(), match["value"])
            found.append(
                Parameter(
                    name=match["name"],
                    inferred_type_name=types[match["name"]] or "None",
                    default=match["value"],
                    help=(match["help"] or "").strip(),
                )
            )
        cls._declared.types = types
        return found

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        types = getattr(cls._declared, "types", {})
        cls._declared.types = {}
        lines = [cls.comment(comment)]
        lines += [declaration(name, value, types.get(name)) for name, value in parameters.items()]
        return "\n".join(lines) + "\n"

    @classmethod
    def translate(cls, val):
        return literal(val, None)

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}"


def known_type(declared, value):
    """The type that a declaration gives; None where only the compiler could tell."""
    if declared != "var":
        return declared
    return next((name for name, pattern in NUMBERS.items() if pattern.match(value)), None)


def declaration(name, value, declared):
    undeclared = "Object" if value is None else "var"
    return f"{declared or undeclared} {name} = {literal(value, declared)};"


def literal(value, declared):
    """A value as Java; numbers as the declared type wants them."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number(value, declared or "")
    if isinstance(value, list):
        return sequence(value, declared or "")
    if isinstance(value, dict):
        return mapping(value, declared or "")
    # A backslash before another is no Unicode escape of Java's, and JSON's are Java's.
    return json.dumps(str(value), ensure_ascii=False)


def number(value, declared):
    if declared in ("double", "Double", "float", "Float"):
        return floating(float(value)) + ("f" if declared.lower() == "float" else "")
    if isinstance(value, float):
        return floating(value)
    if declared in ("long", "Long"):
        return f"{value}L"
    if declared == "BigInteger" or value not in LONG:
        return f'new BigInteger("{value}")'
    return str(value) if value in INT else f"{value}L"


def floating(value):
    if math.isnan(value):
        return "0.0 / 0"
    if math.isinf(value):
        return "1.0 / 0" if value > 0 else "-1.0 / 0"
    return repr(value)


def sequence(values, declared):
    array = ARRAY.match(declared)
    if array:
        return "{" + joined(values, array["element"]) + "}"
    collection = COLLECTION.match(declared)
    element = collection["element"].strip() if collection else None
    if values == [None]:
        return "Collections.singletonList(null)"
    return ("Arrays.asList(" if None in values else "List.of(") + joined(values, element) + ")"


def joined(values, element):
    return ", ".join(literal(value, element) for value in values)


def mapping(values, declared):
    nulls = [key for key, value in values.items() if value is None]
    if nulls:
        raise PapermillException(f"Java's Map.ofEntries takes no null, as the value of {nulls[0]!r} is")
    map_type = MAP.match(declared)
    element = map_type["element"].strip() if map_type else None
    entries = [f"Map.entry({literal(str(k), None)}, {literal(v, element)})" for k, v in values.items()]
    return "Map.ofEntries(" + ", ".join(entries) + ")"


papermill_translators.register("java", JavaTranslator)
