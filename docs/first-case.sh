#!/usr/bin/env bash
# Reports a case and closes it through the API, as four people would: the walk through README, as a script.
#   docs/first-case.sh [http://127.0.0.1:8080]
set -euo pipefail
H="${1:-http://127.0.0.1:8080}/api/v1"
JSON='Content-Type: application/json'

# Signs in and prints the session's token.
signin() {
  curl -sf "$H/sessions" -H "$JSON" -d "{\"login\":\"$1\",\"password\":\"Streetwise-2026\"}" |
    sed 's/.*"token":"\([^"]*\)".*/\1/'
}

# Does one action on the case $ID: act TOKEN ACTION [BODY]. The ETag says which version the action is meant for.
act() {
  local version
  version=$(curl -sf -D - -o /dev/null "$H/cases/$ID" -H "Authorization: Bearer $1" | tr -d '\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: //p')
  curl -sf -X POST "$H/cases/$ID/actions/$2" -H "Authorization: Bearer $1" -H "If-Match: $version" -H "$JSON" \
    -d "${3:-"{}"}" | sed 's/.*"stateName":{"en":"\([^"]*\)","zh":"\([^"]*\)"}.*/  '"$2"' → \2 · \1/'
  echo
}

COLLECTOR=$(signin collector1-420302)
ACCEPTOR=$(signin acceptor-420302)
DUTY=$(signin duty-420302)
DISPATCHER=$(signin dispatcher-420302)
CLERK=$(signin clerk-420302hw)
ME=$(curl -sf "$H/session" -H "Authorization: Bearer $COLLECTOR" | sed 's/.*"account":"\([^"]*\)".*/\1/')

# A collector reports litter; Idempotency-Key makes a repeated request harmless.
ID=$(curl -sf -D - -o /dev/null "$H/cases" -H "Authorization: Bearer $COLLECTOR" -H "$JSON" \
  -H "Idempotency-Key: readme-$(date +%s%N)" -d '{
    "place": {"lng": 110.808, "lat": 32.594}, "address": "北京路 1 号", "description": "路边有垃圾",
    "smallClass": "event/01/10", "condition": "1"}' |
  tr -d '\r' | sed -n 's/^[Ll]ocation: .*cases.//p')
echo "case $ID"
act "$ACCEPTOR" accept
act "$DUTY" file
act "$DISPATCHER" dispatch
act "$CLERK" take
act "$CLERK" finish '{"opinion":"已清运"}'
act "$ACCEPTOR" request_check "{\"assignee\":\"$ME\"}"
act "$COLLECTOR" check_pass '{"opinion":"现场已恢复"}'
act "$DUTY" close
