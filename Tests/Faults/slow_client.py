#!/usr/bin/env python3
"""Clients that send as slowly as they can are cut off, and everybody else is served meanwhile.

    Tests/Faults/slow_client.py

STREETWISE_BIN           the program (else .build/debug/streetwise)
STREETWISE_BROWSER_SEED  a data folder with a demo city, copied for this run (else one is built, which takes a minute)
"""

import os
import socket
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
from city import City, Client  # noqa: E402

WAIT_S = 2
LINES = 200
SETTINGS = {
    "STREETWISE_HTTP_IDLE_SECONDS": str(WAIT_S),
    "STREETWISE_HTTP_BODY_GRACE_SECONDS": str(WAIT_S),
    "STREETWISE_HTTP_BODY_BYTES_PER_SECOND": "100",
}


def main():
    binary = os.environ.get("STREETWISE_BIN", str(ROOT / ".build/debug/streetwise"))
    city = City(binary, os.environ.get("STREETWISE_BROWSER_SEED"))
    try:
        city.start(**SETTINGS)
        return prove(city)
    finally:
        city.remove()


def prove(city):
    clerk = Client(city.url, "acceptor-420302")
    heads = [opened(city, b"GET /api/v1/city HTTP/1.1\r\nHost: city\r\n") for _ in range(LINES)]
    head = b"POST /api/v1/cases HTTP/1.1\r\nHost: city\r\nContent-Length: 100000\r\n"
    key = f"Authorization: Bearer {clerk.token}\r\nContent-Type: application/json\r\n\r\n".encode()
    bodies = [opened(city, head + key) for _ in range(LINES)]
    begun = time.monotonic()
    slowest = 0
    answers = {}
    while time.monotonic() < begun + 5 * WAIT_S:
        for line, byte in [(line, b"X") for line in heads] + [(line, b" ") for line in bodies]:
            if line not in answers and (said := trickle(line, byte)) is not None:
                answers[line] = said
        asked = time.monotonic()
        clerk.get("/cases?limit=5")
        slowest = max(slowest, time.monotonic() - asked)
        time.sleep(0.25)
    left = 2 * LINES - len(answers)
    told = sum(b" 408 " in answers.get(line, b"") for line in bodies)
    print(f"{2 * LINES} slow lines: {left} left after {5 * WAIT_S} s, {told} of {LINES} told 408; others waited at most {slowest:.2f} s")
    expect(left == 0, f"{left} slow lines were never closed")
    expect(told == LINES, f"{LINES - told} slow bodies were not told why")
    expect(slowest < 1, f"somebody else waited {slowest:.2f} s")
    return 0


def opened(city, text):
    line = socket.create_connection(("127.0.0.1", city.port))
    line.sendall(text)
    line.setblocking(False)
    return line


def trickle(line, byte):
    """Sends one byte more. What was answered, once the line is closed; None as long as it is open."""
    said = b""
    try:
        line.send(byte)
        while chunk := line.recv(4096):
            said += chunk
        return said
    except BlockingIOError:
        return said or None
    except ConnectionError:
        return said


def expect(holds, otherwise):
    if not holds:
        raise SystemExit(f"failed: {otherwise}")


if __name__ == "__main__":
    sys.exit(main())
