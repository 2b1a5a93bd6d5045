"""A small demo city for the fault tests, made once where several run one after the other."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def binary():
    return os.environ.get("STREETWISE_BIN", str(ROOT / ".build/debug/streetwise"))


def demo_data(folder):
    """A small demo city of 60 cases on SQLite, as a new folder. STREETWISE_FAULT_SEED names where one is kept, and made by
    whoever comes first, for scripts that run one after the other."""
    kept = os.environ.get("STREETWISE_FAULT_SEED")
    target = Path(kept) if kept else Path(folder)
    if not target.exists():
        environment = {name: value for name, value in os.environ.items() if name != "STREETWISE_DATABASE"}
        command = [binary(), "demo", "build", "--cases", "60", "--data", str(target)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    if kept:
        shutil.copytree(target, folder)
