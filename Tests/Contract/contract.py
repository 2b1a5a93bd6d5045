"""Runs schemathesis over the OpenAPI document of a demo city that is served for it.

    Tests/Contract/contract.py SECONDS

STREETWISE_BIN            the program (else .build/debug/streetwise)
STREETWISE_BROWSER_SEED   a data folder with a demo city, copied for this run (else one is built, which takes a minute)
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Browser"))
from city import ROOT, City  # noqa: E402

# What a document cannot say (a code that is taken, a place outside the city) refuses much that it allows, so that
# positive data need not be accepted; a wrong method is answered 404 on purpose (docs/http.md).
LEFT_OUT = "positive_data_acceptance,unsupported_method"
# Goes on for ever.
ENDLESS = "get_live"
NO_LIMITS = {f"STREETWISE_LIMITS_{name}": "off" for name in ("ADDRESS", "SIGN_IN", "ACCOUNT", "DEVICE")}


def main(seconds):
    binary = os.environ.get("STREETWISE_BIN", ROOT / ".build/debug/streetwise")
    city = City(binary, os.environ.get("STREETWISE_BROWSER_SEED"))
    try:
        city.start(**NO_LIMITS)
        command = [
            Path(sys.executable).with_name("schemathesis"), "run", f"{city.url}/api/openapi.json",
            "--max-time", seconds, "--max-examples", "15", "--exclude-checks", LEFT_OUT,
            "--exclude-operation-id", ENDLESS, "--continue-on-failure", "--warnings", "off",
            "--request-timeout", "30", "--generation-database", "none",
        ]
        environment = {**os.environ, "STREETWISE_CONTRACT_URL": city.url, "SCHEMATHESIS_HOOKS": str(HERE / "hooks.py")}
        result = subprocess.run([str(word) for word in command], env=environment, cwd=city.folder)
        if result.returncode != 0:
            print(city.log_text()[-4000:])
        return result.returncode
    finally:
        city.remove()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "150"))
