"""Read text files of the project so that a wrong encoding or a missing file is a clear error.

Imports only :mod:`press.errors`.
"""

from __future__ import annotations

from pathlib import Path

from press.errors import ChapterError, Fault


def read_text(root: Path, path: str, *, named_in: str = "", line: int = 0) -> str:
    """Return a file's text with ``\\n`` line ends.

    ``named_in`` and ``line`` say which file asks for it, so that a missing file is
    reported where it can be mended. Raises :class:`ChapterError`.
    """
    try:
        text = (root / path).read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        remedy = "Correct the path, or run 'press compute' if a notebook makes it."
        raise ChapterError(Fault(named_in or path, line, f"the file '{path}' is missing", remedy)) from None
    except UnicodeDecodeError as error:
        raise ChapterError(
            Fault(path, 0, f"not UTF-8: byte {error.start} cannot be read", "Save the file as UTF-8.")
        ) from None
    return text.replace("\r\n", "\n")
