#!/usr/bin/env bash
# Sends requests that schemathesis makes from the OpenAPI document to a demo city: none may be answered with a fault, a
# status, type or body that the document does not name, or be let in without a session.
#   scripts/contract-test.sh              two minutes and a half
#   scripts/contract-test.sh SECONDS      longer finds more
set -euo pipefail
cd "$(dirname "$0")/.."
extra_packages=(python3-venv)
. scripts/setup.sh
. scripts/python.sh
python_environment contract Tests/Contract/requirements.txt

step "接口契约测试 · the API against its own document"
PYTHONDONTWRITEBYTECODE=1 .setup/contract/bin/python Tests/Contract/contract.py "${1:-150}"
