#!/usr/bin/env python3
"""A disk that is really full: writes are refused clearly, reads go on, and when there is room again so do writes.

    Tests/Faults/disk_full.py        needs root, for a small file system of its own; says so and ends well without it

STREETWISE_BIN  the program (else .build/debug/streetwise)
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
from city import City, Client, Refused  # noqa: E402
from photo import png  # noqa: E402
from seed import demo_data  # noqa: E402

SIZE_MB = 96
REPORT = {"place": {"lng": 110.808, "lat": 32.594}, "description": "磁盘满测试" + "记" * 1500}


def main():
    binary = os.environ.get("STREETWISE_BIN", str(ROOT / ".build/debug/streetwise"))
    disk = Path(tempfile.mkdtemp(prefix="streetwise-disk-"))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode != 0:
        print(f"skipped: no file system of its own could be made ({mounted.stderr.decode().strip()})")
        return 0
    city = None
    try:
        seed = Path(tempfile.mkdtemp(prefix="streetwise-seed-")) / "data"
        demo_data(seed)
        city = City(binary, str(seed))
        shutil.move(str(city.data), disk / "data")
        city.data = disk / "data"
        city.start()
        return prove(city, disk, binary)
    finally:
        if city:
            city.remove()
        subprocess.run(["umount", str(disk)], check=False)
        shutil.rmtree(disk, ignore_errors=True)


def prove(city, disk, binary):
    collector, clerk = Client(city.url, "collector1-420302"), Client(city.url, "acceptor-420302")
    acknowledged = [collector.post("/cases", REPORT)["row"]["number"]]
    fill(disk, leave=700_000)
    refusal = None
    for _ in range(4000):
        try:
            acknowledged.append(collector.post("/cases", REPORT)["row"]["number"])
        except Refused as refused:
            refusal = refused
            break
    expect(refusal is not None, "a full disk refused no report")
    expect(refusal.status == 507, f"a full disk was told as {refusal}")
    expect(clerk.get("/cases?limit=5")["items"], "nothing could be read from a full disk")
    expect(clerk.get(f"/cases/{acknowledged[-1]}")["row"]["number"] == acknowledged[-1], "the last report is not there")
    expect(refused_photo(collector) == 507, "a photo on a full disk was not refused as such")

    (disk / "ballast").unlink()
    acknowledged.append(collector.post("/cases", REPORT)["row"]["number"])
    collector.photo(png("room"))
    city.stop()
    verified = subprocess.run([binary, "verify", "--data", str(city.data), "--json"], capture_output=True, text=True)
    expect(verified.returncode == 0, f"after the full disk: {verified.stdout}")
    city.start()
    clerk = Client(city.url, "acceptor-420302")
    lost = [number for number in acknowledged if clerk.get(f"/cases/{number}")["row"]["number"] != number]
    print(f"acknowledged {len(acknowledged)}, refused with 507, lost {len(lost)}, verify sound")
    return 1 if lost else 0


def fill(disk, leave):
    """Leaves so many bytes free."""
    room = os.statvfs(disk)
    count = room.f_bavail * room.f_frsize - leave
    with open(disk / "ballast", "wb") as ballast:
        while count > 0:
            count -= ballast.write(b"\0" * min(count, 1 << 20))


def refused_photo(client):
    try:
        client.photo(png("full", 3000))
    except Exception as error:  # urllib's error carries the status
        return getattr(error, "code", None) or getattr(error, "status", None)
    return None


def expect(holds, otherwise):
    if not holds:
        raise SystemExit(f"failed: {otherwise}")


if __name__ == "__main__":
    sys.exit(main())
