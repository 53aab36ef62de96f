"""Turn an executed notebook into what the book shows of it: a page for each language, and a copy.

Imports :mod:`press.captions`, :mod:`press.display`, :mod:`press.errors`, :mod:`press.escaping`,
:mod:`press.figures`, :mod:`press.notebook_source` and :mod:`press.notebooks`. The web
edition shows everything, the PDF a table of the cells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from press.captions import shortcode
from press.display import PUBLISHED_TYPE
from press.errors import Fault, NotebookError
from press.escaping import attribute, code_fence
from press.figures import made_note
from press.notebook_source import SourceCell
from press.notebooks import Run

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{4,}")
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*(\{[^{}]*\})?[ \t]*$")
_TOP_LEVEL, _DEEPEST = 2, 4
_LONG = 40
# The marks of a shortcode, held apart by a sign that shows nothing.
_OPENING, _APART = "{{<", "{\u2060{<"
_KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}

WORDS: Mapping[str, Mapping[str, Any]] = {
    "en": {
        "web": "The notebook {notebook} as it was run, each cell followed by what it made. "
               "It reads the tables {data}.",
        "pdf": "The notebook {notebook} reads the tables {data}. Its executed copy, {copy}, is attached to this "
               "document. The table lists its cells and what each publishes.",
        "cell": "Cell", "publishes": "Publishes", "figure": "figure {}", "table": "table {}",
        "numbers": ("{} number", "{} numbers"),
        "long": "{table} has {rows} rows. It stands in its chapter.",
    },
    "nb": {
        "web": "Notatboken {notebook} slik den ble kjørt; under hver celle står det den laget. "
               "Den leser tabellene {data}.",
        "pdf": "Notatboken {notebook} leser tabellene {data}. En kjørt kopi, {copy}, er lagt ved dette dokumentet. "
               "Tabellen viser cellene og hva hver av dem publiserer.",
        "cell": "Celle", "publishes": "Publiserer", "figure": "figur {}", "table": "tabell {}",
        "numbers": ("{} tall", "{} tall"),
        "long": "{table} har {rows} rader. Den står i sitt kapittel.",
    },
}


def page_name(name: str, lang: str) -> str:
    """The file in ``figures/`` that holds the page of a notebook."""
    return f"notebook-{name}.{lang}.md"


def copy_name(name: str) -> str:
    """The file in ``figures/`` that holds the executed copy of a notebook."""
    return f"notebook-{name}.ipynb"


def notebook_page(run: Run, lang: str) -> str:
    """Return the Markdown of the page; what a cell published is taken from the run's staging folder."""
    notebook = run.job.notebook
    facts = {
        "notebook": f"`{notebook.path}`", "copy": f"`{copy_name(notebook.name)}`",
        "data": ", ".join(f"`{table}`" for table in notebook.tables),
    }
    words = WORDS[lang]
    web = [words["web"].format(**facts), *_web_cells(run, lang)]
    pdf = [words["pdf"].format(**facts), _cell_table(run, words)]
    return "\n".join([_only("html", "\n\n".join(web)), _only("typst", "\n\n".join(pdf))])


def executed_copy(run: Run, root: Path) -> bytes:
    """Return the executed notebook, the same bytes for the same results.

    Raises :class:`NotebookError` where an output shows a memory address or where the project lies.
    """
    faults = list(_unsteady_outputs(run, str(root)))
    if faults:
        raise NotebookError(faults)
    cells, count = [], 0
    for number, (cell, outputs) in enumerate(zip(run.job.notebook.cells, run.outputs, strict=True)):
        tags: dict[str, Any] = {"tags": list(cell.languages)} if cell.languages else {}
        entry: dict[str, Any] = {
            "cell_type": cell.kind, "id": cell.label or f"cell-{number}", "metadata": tags,
            "source": _lines(cell.source),
        }
        if cell.kind == "code":
            count += bool(cell.source.strip())
            shown = count if cell.source.strip() else None
            entry |= {"execution_count": shown, "outputs": [_normal(out, shown) for out in _kept(outputs)]}
        cells.append(entry)
    content = {
        "cells": cells, "metadata": {"kernelspec": _KERNELSPEC, "language_info": {"name": "python"}},
        "nbformat": 4, "nbformat_minor": 5,
    }
    return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _web_cells(run: Run, lang: str) -> Iterator[str]:
    shift = _shift("\n\n".join(cell.source for cell in run.job.notebook.cells if _is_prose(cell, lang)))
    for cell, outputs in zip(run.job.notebook.cells, run.outputs, strict=True):
        if _is_prose(cell, lang):
            yield _prose(cell.source, shift).strip()
        elif cell.kind == "code" and cell.source.strip():
            yield _code_cell(run, cell, outputs, lang)


def _is_prose(cell: SourceCell, lang: str) -> bool:
    return cell.kind == "markdown" and lang in (cell.languages or (lang,))


def _code_cell(run: Run, cell: SourceCell, outputs: Sequence[Mapping[str, Any]], lang: str) -> str:
    results = [*filter(None, map(_output, _kept(outputs))), *_published(run, cell, lang)]
    parts = [_fenced(cell.source.strip("\n"), "python")]
    parts += [f":::: {{.cell-output}}\n{result}\n::::" for result in results]
    return f"::::: {{#cell-{cell.label} .cell}}\n" + "\n\n".join(parts) + "\n:::::"


def _output(output: Mapping[str, Any]) -> str:
    """An output as Markdown; published objects are left out, for their published form follows."""
    data = output.get("data", {})
    if PUBLISHED_TYPE in data:
        return ""
    if "text/markdown" in data:
        return _prose(_joined(data["text/markdown"]), 0).strip()
    text = _joined(output.get("text") or data.get("text/plain") or "")
    return _fenced(text.strip("\n"), "") if text.strip() else ""


def _published(run: Run, cell: SourceCell, lang: str) -> Iterator[str]:
    made = [entry for entry in run.published if entry["cell"] == cell.label]
    keys = [entry["key"] for entry in made if entry["kind"] == "number"]
    if keys:
        yield "\n".join(f"- `{key}`: {shortcode(key)}" for key in keys)
    for entry in made:
        if entry["kind"] == "figure":
            yield f"![](/figures/{entry['id']}.{lang}.svg){{fig-alt=\"{attribute(entry['alt'][lang])}\"}}"
        elif entry["kind"] == "table":
            yield _table(entry["id"], (run.job.stage / f"{entry['id']}.{lang}.md").read_text(encoding="utf-8"), lang)


def _table(name: str, fragment: str, lang: str) -> str:
    """The table as the chapter has it, without its id; of a long one only where it stands."""
    rows = sum(line.startswith("|") for line in fragment.splitlines()) - len(("head", "rule"))
    if rows > _LONG:
        return str(WORDS[lang]["long"]).format(table=f"@T{name[1:]}", rows=rows)
    return fragment.removesuffix(made_note(name)).replace(f" {{#{name}}}\n", "\n").strip()


def _cell_table(run: Run, words: Mapping[str, Any]) -> str:
    rows = [f"| {words['cell']} | {words['publishes']} |", f"|:{'-' * 34}|:{'-' * 64}|"]
    for cell in run.job.notebook.cells:
        if cell.kind == "code" and cell.source.strip():
            made = [entry for entry in run.published if entry["cell"] == cell.label]
            shown = [words[e["kind"]].format(f"`{e['id']}`") for e in made if e["kind"] in ("figure", "table")]
            count = sum(entry["kind"] == "number" for entry in made)
            shown += [words["numbers"][count != 1].format(count)] if count else []
            rows.append(f"| `{cell.label}` | {', '.join(shown) or '–'} |")
    return "\n".join(rows)


def _shift(prose: str) -> int:
    """How far headings move so that the highest stands just below the title of the page."""
    levels = [len(match[1]) for line, match in _heading_lines(prose) if match]
    return _TOP_LEVEL - min(levels) if levels else 0


def _prose(text: str, shift: int) -> str:
    """Prose with its headings moved and without their ids, which the chapters may use."""
    return "\n".join(_moved(match, shift) if match else line for line, match in _heading_lines(text)).replace(
        _OPENING, _APART
    )


def _heading_lines(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Each line, with its match if it is a heading outside a block of code."""
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        yield line, None if fence or mark else _HEADING.match(line)


def _moved(heading: re.Match[str], shift: int) -> str:
    level = max(_TOP_LEVEL, min(_DEEPEST, len(heading[1]) + shift))
    kept = [part for part in (heading[3] or "{}")[1:-1].split() if not part.startswith("#")]
    return f"{'#' * level} {heading[2]}" + (f" {{{' '.join(kept)}}}" if kept else "")


def _fenced(text: str, language: str) -> str:
    fence = code_fence(text)
    return f"{fence}{language}\n{text.replace(_OPENING, _APART)}\n{fence}"


def _only(form: str, text: str) -> str:
    return f':::::: {{.content-visible when-format="{form}"}}\n{text}\n::::::\n'


def _kept(outputs: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Standard error is left out: warnings name places on this machine."""
    return [output for output in outputs if output.get("name") != "stderr"]


def _normal(output: Mapping[str, Any], count: int | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"output_type": output["output_type"]}
    if output["output_type"] == "stream":
        return entry | {"name": output["name"], "text": _lines(_joined(output["text"]))}
    data = {kind: value for kind, value in output["data"].items() if kind != PUBLISHED_TYPE}
    written = {kind: _lines(value) if isinstance(value, str) else value for kind, value in data.items()}
    entry |= {"data": written, "metadata": {}}
    return entry | ({"execution_count": count} if output["output_type"] == "execute_result" else {})


def _unsteady_outputs(run: Run, root: str) -> Iterator[Fault]:
    notebook = run.job.notebook
    for cell, outputs in zip(notebook.cells, run.outputs, strict=True):
        for text in _texts(_kept(outputs)):
            address = _ADDRESS.search(text)
            what = f"a memory address ({address[0]})" if address else "where the project lies" if root in text else ""
            if what:
                yield Fault(notebook.path, notebook.file_line(cell, 1), f"cell '{cell.label}' shows {what}",
                            "It differs from run to run: end the cell with another expression, or with ';'.")


def _texts(outputs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for output in outputs:
        values = (output.get("text", ""), *output.get("data", {}).values())
        yield from (_joined(value) for value in values if isinstance(value, str | list))


def _joined(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
