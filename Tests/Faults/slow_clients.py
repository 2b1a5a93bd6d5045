#!/usr/bin/env python3
"""Clients that send a byte a second, connections that say nothing, thousands of open pages: others are served on.

    Tests/Faults/slow_clients.py [--idle 1000] [--pages 2000] [--slow 200] [--seconds 10]

Prints the server's memory. STREETWISE_BIN names the program; 10,000 idle connections need `ulimit -n 15000`.
"""

import argparse
import asyncio
import json
import resource
import sys
import time
from pathlib import Path

from fleet import PLACE, UNLIMITED, Client, demo_city, expect, percentile

PAGES_MEMORY_MB = 150
SPARE_SECONDS = 10


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--idle", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--slow", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=10)
    options = parser.parse_args()
    raise_limit(options.idle + options.pages + options.slow + 500)
    city = demo_city()
    try:
        city.start(STREETWISE_HTTP_IDLE_SECONDS=str(options.seconds + SPARE_SECONDS), **UNLIMITED)
        return asyncio.run(prove(city, options))
    finally:
        city.remove()


def raise_limit(wanted):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(wanted, hard)))


async def prove(city, options):
    client = await asyncio.to_thread(Client, city.url, "acceptor-420302")
    collector = await asyncio.to_thread(Client, city.url, "collector1-420302")
    print(f"at rest: {memory(city)} MB; a request takes {await ordinary(client)}")

    pages = [await page(city.port, client.token) for _ in range(options.pages)]
    begun = time.monotonic()
    number = (await asyncio.to_thread(collector.post, "/cases", {"place": PLACE, "description": "许多页面"}))["row"]["number"]
    await asyncio.wait_for(asyncio.gather(*(hears(one, number) for one in pages)), 30)
    print(f"{len(pages)} open pages: {memory(city)} MB; an event reached all in {(time.monotonic() - begun) * 1000:.0f} ms; a request takes {await ordinary(client)}")
    expect(memory(city) < PAGES_MEMORY_MB, f"{len(pages)} open pages take {memory(city)} MB")

    idle = [await asyncio.open_connection("127.0.0.1", city.port) for _ in range(options.idle)]
    print(f"and {len(idle)} idle connections: {memory(city)} MB; a request takes {await ordinary(client)}")

    slow = [asyncio.create_task(dribble(city.port, options.seconds, index % 2)) for index in range(options.slow)]
    await asyncio.sleep(1)
    taken = await ordinary(client)
    print(f"and {len(slow)} clients with a byte a second: {memory(city)} MB; a request takes {taken}")
    outcomes = await asyncio.gather(*slow)
    expect(all(outcomes), "a slow client was cut off while it was still sending")
    await silent_are_closed(idle, options.seconds + SPARE_SECONDS)
    expect(not any(reader.at_eof() for reader, _ in pages), "a quiet page was cut off")
    for _, writer in [*pages, *idle]:
        writer.close()
    await settled(client)
    print(f"when all have gone: {memory(city)} MB; a request takes {await ordinary(client)}")
    expect(city.process.poll() is None, "the server ended")
    return 0


async def ordinary(client):
    """Ordinary requests go on; the slowest of ten may not take a second."""
    times = []
    for _ in range(10):
        begun = time.monotonic()
        await asyncio.to_thread(client.get, "/cases?limit=5")
        times.append((time.monotonic() - begun) * 1000)
    expect(max(times) < 1000, f"an ordinary request took {max(times):.0f} ms")
    return f"{percentile(times, 0.5):.0f} ms"


async def silent_are_closed(idle, seconds):
    end = time.monotonic() + seconds + 20
    while any(not reader.at_eof() for reader, _ in idle):
        expect(time.monotonic() < end, f"connections that say nothing are still open after {seconds} s")
        await asyncio.sleep(0.5)
    print(f"all {len(idle)} that said nothing were closed")


async def settled(client):
    """Ending thousands of connections at once is work, for which a request may have to wait, but not for long."""
    begun, slowest = time.monotonic(), 0
    while time.monotonic() - begun < 60:
        asked = time.monotonic()
        await asyncio.to_thread(client.get, "/cases?limit=5")
        slowest = max(slowest, time.monotonic() - asked)
        if time.monotonic() - asked < 0.2 and time.monotonic() - begun > 2:
            return print(f"while all were ending at once the slowest request took {slowest:.1f} s")
    raise SystemExit("failed: the server did not settle within a minute")


async def page(port, token):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /api/v1/live HTTP/1.1\r\nHost: city\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    await reader.readuntil(b"retry: 2000")
    return reader, writer


async def hears(one, number):
    while True:
        line = await one[0].readline()
        if line.startswith(b"data: ") and json.loads(line[6:])["number"] == number:
            return


async def dribble(port, seconds, in_body):
    """A byte a second of a header, or of a body that was announced; whether the server still listened at the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b"POST /api/v1/sessions HTTP/1.1\r\nHost: city\r\nContent-Type: application/json\r\n"
    writer.write(head + (b"Content-Length: 5000\r\n\r\n" if in_body else b"X-Slow: "))
    for _ in range(seconds):
        writer.write(b" " if in_body else b"x")
        await writer.drain()
        await asyncio.sleep(1)
    is_open = not reader.at_eof()
    writer.close()
    return is_open


def memory(city):
    status = Path(f"/proc/{city.process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) // 1024


if __name__ == "__main__":
    sys.exit(main())
