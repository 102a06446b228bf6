#!/usr/bin/env python3
"""Collects where the simulation is known to differ from Kubernetes.

A comment in Sources states each in place, as a sentence that begins with "**Divergence:**" and goes
on to the end of its paragraph, or to "Source:". Without an argument the page is written anew;
with --check it is compared, and exit code 1 tells that it is not what the sources say.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "Sources/ClusterSimulation/ClusterSimulation.docc/Divergences.md"
MARK = "**Divergence:**"
HEAD = """# Divergences

In what the simulation is known to differ from Kubernetes.

## Overview

Each line is stated in the source that it names, and collected by `.ci/divergences.py`. Continuous
integration sees to it that the two agree.
"""


def statements(path):
    """The divergences that the comments of one file state."""
    found = []
    current = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        comment = re.match(r"\s*///?(.*)", line)
        text = comment.group(1).strip() if comment else ""
        if MARK in text:
            current = [text.split(MARK, 1)[1].strip()]
            found.append(current)
        elif MARK in line:
            sys.exit(f"{path.relative_to(ROOT)}:{number}: a divergence stands outside of a comment")
        elif not text or text.startswith("- "):
            current = None
        elif current is not None:
            current.append(text)
    return [" ".join(parts).split(" Source:")[0].strip() for parts in found]


def page():
    """The page as the sources have it."""
    text = HEAD
    for module in sorted(path for path in (ROOT / "Sources").iterdir() if path.is_dir()):
        lines = []
        for path in sorted(module.rglob("*.swift")):
            link = f"../../{path.relative_to(ROOT / 'Sources')}"
            for statement in statements(path):
                sentence = statement[:1].upper() + statement[1:]
                lines.append(f"- [{path.stem}]({link}): {sentence}\n")
        if lines:
            text += f"\n## {module.name}\n\n" + "".join(lines)
    return text


def main():
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print(f"{PAGE.relative_to(ROOT)} is not what the sources say: run .ci/divergences.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
