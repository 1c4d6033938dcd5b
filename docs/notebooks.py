#!/usr/bin/env python3
"""Execute the notebooks of the examples and make reference pages of them, with outputs.

Usage: docs/notebooks.py [--complete] DIRECTORY

Into DIRECTORY go a page for each notebook and its pictures. It needs the Python package,
nbconvert, ipykernel and pandas; without them the pages say only where the notebooks are,
and with --complete that is an error.
"""

import json
import os
import re
import sys
import tempfile
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "examples" / "python").glob("*.ipynb"))
CELL_SECONDS = 120

# Tables are passed on as they are, pictures as files of twice the resolution.
TEMPLATE = """\
{%- extends 'markdown/index.md.j2' -%}
{%- block data_html -%}
\\htmlonly[block]
<div class="notebook_output">{{ output.data['text/html'] }}</div>
\\endhtmlonly
{% endblock -%}
{%- block data_png -%}
{%- set size = output.metadata.get('image/png', {}) -%}
{%- set file = output.metadata.filenames['image/png'] -%}
\\image html {{ file | basename }} width={{ size.width }}px
{% endblock -%}
{%- block stream -%}
```
{{ output.text | trim }}
```
{% endblock -%}
{%- block data_text -%}
```
{{ output.data['text/plain'] | trim }}
```
{% endblock -%}
"""


def why_not():
    """What keeps the notebooks from being executed, or nothing."""
    try:
        for name in ("aicompute.plot", "ipykernel", "nbconvert", "pandas"):
            import_module(name)
    except ImportError as missing:
        return str(missing)
    return ""


def execute(path, folder):
    """A notebook with its outputs. The kernel talks through files of a folder."""
    import nbformat
    from nbclient import NotebookClient
    from traitlets.config import Config

    config = Config()
    config.KernelManager.transport = "ipc"
    config.KernelManager.ip = str(Path(folder) / "kernel")
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        config=config,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        extra_arguments=["--InlineBackend.figure_formats=retina"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    return client.execute()


def convert(path, directory, folder):
    """Execute one notebook, write its pictures, and give the text of its page."""
    from nbconvert import MarkdownExporter

    exporter = MarkdownExporter(raw_template=TEMPLATE)
    exporter.register_filter("basename", os.path.basename)
    names = {"unique_key": f"notebook_{path.stem}", "output_files_dir": "."}
    text, resources = exporter.from_notebook_node(execute(path, folder), names)
    for name, picture in resources["outputs"].items():
        (directory / name).write_bytes(picture)
    return text


def title(path):
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
    return first["source"][0].strip()


def pointer(path):
    """A page that says where the notebook is."""
    return f"{title(path)}\n\nThe notebook is `{path.relative_to(ROOT)}`.\n"


def labelled(text, path):
    """With a label on the title that the other pages refer to."""
    return re.sub(r"\A\s*(# .*)", rf"\1 {{#notebook_{path.stem}}}", text)


def main():
    arguments = sys.argv[1:]
    complete = "--complete" in arguments
    if len(arguments) != 1 + complete:
        sys.exit(__doc__)
    directory = Path(arguments[-1])
    directory.mkdir(parents=True, exist_ok=True)
    reason = why_not()
    if reason:
        print(f"notebooks.py: pages without outputs: {reason}", file=sys.stderr)
        if complete:
            sys.exit(1)
    if "PYTHONPATH" in os.environ:
        # A kernel runs in the folder of its notebook.
        os.environ["PYTHONPATH"] = os.path.abspath(os.environ["PYTHONPATH"])
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(JUPYTER_RUNTIME_DIR=folder, IPYTHONDIR=folder)
        for path in NOTEBOOKS:
            text = pointer(path) if reason else convert(path, directory, folder)
            page = directory / f"notebook_{path.stem}.md"
            page.write_text(labelled(text, path), encoding="utf-8")


if __name__ == "__main__":
    main()
