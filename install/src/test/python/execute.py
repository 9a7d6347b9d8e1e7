"""Executes a notebook with nbclient: execute.py NOTEBOOK OUT."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

source, target = map(Path, sys.argv[1:])
notebook = nbformat.read(source, as_version=4)
nbformat.validate(notebook)
folder = {"metadata": {"path": str(source.parent)}}
NotebookClient(notebook, kernel_name="rivulet", timeout=120, resources=folder).execute()
nbformat.write(notebook, target)
