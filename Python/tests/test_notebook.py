"""The notebook runs from its first cell to its last, and shows what it says."""

import pathlib
import re

import nbformat
from nbclient import NotebookClient

NOTEBOOK = pathlib.Path(__file__).resolve().parents[2] / "Examples/Notebooks/ForwardForward.ipynb"


def test_the_notebook_runs_and_is_kept_without_outputs(tmp_path):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    NotebookClient(
        notebook, timeout=120, kernel_name="python3",
        resources={"metadata": {"path": tmp_path}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    text = "".join(output.get("text", "") for output in outputs)
    scores = dict(re.findall(r"^([A-Z][\w-]+): (0\.\d+) after", text, re.MULTILINE))
    assert all(float(score) > 0.9 for score in scores.values()) and len(scores) == 2, text
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 2
    assert any("<table>" in output.get("data", {}).get("text/html", "") for output in outputs)
