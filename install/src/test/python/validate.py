"""Fails unless each file is a valid notebook of nbformat 4.5: validate.py NOTEBOOK..."""

import json
import sys

import nbformat

for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        notebook = json.load(file)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5), name
    nbformat.validate(notebook)
