#!/usr/bin/env bash
# The ten nearest of 50,000 devices, three quarters of them wanted: ours, and Redis and PostGIS beside it.
#   scripts/bench-nearest.sh [DEVICES] [TIMES]
# Ours is a call within the process; theirs come over a socket of this machine, by their own benchmark programs.
set -euo pipefail
cd "$(dirname "$0")/.."
extra_packages=(redis-server redis-tools postgresql-15 postgresql-15-postgis-3)
. scripts/setup.sh
devices="${1:-50000}" times="${2:-20000}"
folder="$(mktemp -d)"
postgres="$(scripts/postgres-test.sh start)"
redis-server --port 0 --unixsocket "$folder/redis" --save '' --daemonize yes --pidfile "$folder/pid" > /dev/null
trap 'kill "$(cat "$folder/pid")"; scripts/postgres-test.sh stop "$postgres"; rm -rf "$folder"' EXIT

step "街明 · ours"
"${STREETWISE_BIN:-.build/release/streetwise}" bench sensing --devices "$devices" --times "$times" --fences 1000 | grep nearest

step "Redis GEOSEARCH"
# Those that are wanted alone: Redis has no condition beside the place.
python3 - "$((devices * 3 / 4))" <<'PY' | redis-cli -s "$folder/redis" --pipe > /dev/null
import random, sys
for number in range(int(sys.argv[1])):
    lng, lat = random.uniform(110.6, 111.0), random.uniform(32.4, 32.8)
    print(f"GEOADD devices {lng:.6f} {lat:.6f} d{number}\r")
PY
redis-benchmark -s "$folder/redis" -c 1 -n "$times" --precision 3 \
  GEOSEARCH devices FROMLONLAT 110.8 32.6 BYRADIUS 5 km ASC COUNT 10 2> /dev/null | tr '\r' '\n' | grep -A3 'latency summary'

step "PostGIS"
psql -q "$postgres" <<SQL
CREATE EXTENSION postgis;
CREATE TABLE device (id serial PRIMARY KEY, wanted boolean, place geography(Point));
INSERT INTO device (wanted, place)
  SELECT n % 4 <> 0, ST_Point(110.6 + random() * 0.4, 32.4 + random() * 0.4)::geography FROM generate_series(1, $devices) n;
CREATE INDEX ON device USING gist (place);
ANALYZE device;
SQL
cat > "$folder/nearest.sql" <<'SQL'
\set x random(0, 400000)
\set y random(0, 400000)
SELECT id, place <-> ST_Point(110.6 + :x / 1e6, 32.4 + :y / 1e6)::geography AS metres FROM device WHERE wanted
  ORDER BY metres LIMIT 10;
SQL
pgbench -n -c 1 -t "$((times / 4))" -M prepared -f "$folder/nearest.sql" "$postgres" 2> /dev/null | grep -E 'latency|tps'
