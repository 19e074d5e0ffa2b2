"""`python -m bench.reader`: how many texts a second the reader reads on one core, all facts told.

Beside it, in the same run and on the same texts: the named-entity recogniser of underthesea, which
finds names alone, and a plain pass that only cuts the text into words. Each runs in a process of
its own, in turns, so that the load of the machine meets all alike; seconds are CPU time.

The texts of this folder hold as many persons, papers and figures as real ones of that length. The
short reports of the sample office, strung together to it, hold more than twice as many: what a text
costs that is little but names is told below.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

TEXTS: Final = Path("bench/texts")
DENSE: Final = Path("src/phoihop/workspace/sample/texts")
LETTERS: Final = 4_000
_FEW: Final = 4  # of a work that takes a second for each
_SHORTEST: Final = 1.0  # seconds of CPU time; less is told by chance
_WORKS: Final = ("plain", "ours", "underthesea")
_DENSE_WORKS: Final = ("plain", "ours")


def main() -> None:
    """Print one row for each work: texts a second, ratio, import and memory."""
    parser = argparse.ArgumentParser(prog="python -m bench.reader")
    parser.add_argument("--texts", type=Path, help="folder of .txt files")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", choices=_WORKS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        sys.stdout.write(json.dumps(_measured(asked.work, asked.texts)))
        return
    folders = {asked.texts: _WORKS} if asked.texts else {TEXTS: _WORKS, DENSE: _DENSE_WORKS}
    seen: dict[Path, dict[str, list[dict[str, Any]]]] = {
        folder: {work: [] for work in works} for folder, works in folders.items()
    }
    for _round in range(asked.rounds):
        for folder, by_work in seen.items():
            for work, measured in by_work.items():
                measured.append(_in_a_process(work, folder))
    for folder, by_work in seen.items():
        print(f"{folder}:\n")
        _report(by_work)
        print()


def _in_a_process(work: str, texts: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.reader", "--work", work, "--texts", str(texts)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 -- this file
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _measured(work: str, folder: Path) -> dict[str, Any]:
    """Texts a second of CPU time, seconds of the import, megabytes at the end."""
    import resource  # noqa: PLC0415 -- what is measured is the import after it
    import time  # noqa: PLC0415

    papers = list(_papers(folder))
    started = time.process_time()
    act = _WORK[work]()
    imported = time.process_time() - started
    act(papers[0])  # word lists and models are loaded at the first text
    if work == "underthesea":
        papers = papers[:_FEW]
    started, seconds, times = time.process_time(), 0.0, 0
    while seconds < _SHORTEST:
        for paper in papers:
            act(paper)
        seconds, times = time.process_time() - started, times + 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = times * sum(map(len, papers)) / LETTERS / seconds
    return {"rate": rate, "import": imported, "memory": peak, "texts": len(papers)}


def _papers(folder: Path) -> Iterator[str]:
    """Texts of 4,000 letters: the folder's, or shorter ones strung together, each begun anew."""
    read = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not read:
        raise SystemExit(f"no .txt files in {folder}")
    if all(len(text) >= LETTERS for text in read):
        yield from (text[:LETTERS] for text in read)
        return
    for first in range(max(len(read), 20)):
        turned = (read * 2)[first % len(read) : first % len(read) + len(read)]
        yield "\n\n".join(turned * (LETTERS // sum(map(len, turned)) + 1))[:LETTERS]


def _plain() -> Callable[[str], object]:
    import re  # noqa: PLC0415

    return re.compile(r"\w+|[^\w\s]").findall


def _ours() -> Callable[[str], object]:
    from phoihop.reader import read, to_json  # noqa: PLC0415 -- the import is measured

    return lambda text: to_json(read(text))


def _underthesea() -> Callable[[str], object]:
    from underthesea import ner  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415

    recognise: Callable[[str], object] = ner
    return recognise


_WORK: Final[dict[str, Callable[[], Callable[[str], object]]]] = {
    "plain": _plain,
    "ours": _ours,
    "underthesea": _underthesea,
}


def _report(seen: dict[str, list[dict[str, Any]]]) -> None:
    ours = median(one["rate"] for one in seen["ours"])
    print(
        "| work | texts of 4,000 letters a second and core | ours / it | import, s | memory, MB |"
    )
    print("| --- | --: | --: | --: | --: |")
    for work, rounds in seen.items():
        rate = median(one["rate"] for one in rounds)
        begun = median(one["import"] for one in rounds)
        memory = max(one["memory"] for one in rounds)
        print(f"| {work} | {rate:,.0f} | {ours / rate:.2f} | {begun:.2f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
