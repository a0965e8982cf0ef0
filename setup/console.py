"""What the set-up says: one line for each thing done, and one that counts while something long goes on."""

import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent


def say(sentence: str) -> None:
    """One line, shown at once even when the output is a file."""
    print(f"· {sentence}", flush=True)


def stop(sentence: str) -> NoReturn:
    """End with a sentence that says what to do, and exit status 1."""
    print(f"✗ {sentence}", file=sys.stderr, flush=True)
    raise SystemExit(1)


class Progress:
    """Counts steps of something long: rewrites its line on a terminal, one line for each tenth elsewhere."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.done = what, total, 0
        self.live = sys.stdout.isatty()

    def step(self) -> None:
        """One more of `total` is done; further steps than announced are counted but not shown."""
        self.done += 1
        if self.done > self.total:
            return
        every = max(1, self.total // 10)
        if self.live:
            print(f"\r  {self.done} of {self.total} {self.what}", end="", flush=True)
        elif self.done % every == 0:
            print(f"  {self.done} of {self.total} {self.what}", flush=True)

    def end(self) -> None:
        """Leave the terminal on a fresh line."""
        if self.live and self.done:
            print(flush=True)
