#!/usr/bin/env python3
"""Many people look at the live map at once while a whole fleet moves: what each of them is sent, and what it costs the server.

    Tests/Faults/many_viewers.py [--viewers 200] [--vehicles 5000] [--zoom 11] [--seconds 30]

Prints figures; fails when a viewer is not told of the fleet, or the fleet is not answered. STREETWISE_BIN names the program.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import threading
import time
from urllib.parse import urlparse

from fleet import BINARY, UNLIMITED, Client, demo_city, expect, free_port, percentile
from gateway_kill import add_vehicles

BOX = "109,31,112,34"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--viewers", type=int, default=200)
    parser.add_argument("--vehicles", type=int, default=5000)
    parser.add_argument("--zoom", type=int, default=11)
    parser.add_argument("--seconds", type=int, default=30)
    options = parser.parse_args()
    city = demo_city()
    try:
        port = free_port()
        city.start(STREETWISE_TERMINALS_PORT=str(port), STREETWISE_TERMINALS_HOST="127.0.0.1", **UNLIMITED)
        add_vehicles(city, options.vehicles)
        look(city, port, options)
    finally:
        city.remove()
    return 0


def look(city, port, options):
    length = options.seconds + 20
    command = [BINARY, "simulate", "fleet", "--server", f"127.0.0.1:{port}", "--vehicles", str(options.vehicles),
               "--rate", str(options.vehicles), "--seconds", str(length), "--json"]
    fleet = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    time.sleep(5)
    token = Client(city.url, "leader").token
    viewers = [Viewer(city.url, token, options.zoom) for _ in range(options.viewers)]
    # The first message holds everybody; counted is what comes after it.
    time.sleep(8)
    before, used = [viewer.received for viewer in viewers], processor_seconds(city.process.pid)
    time.sleep(options.seconds)
    sizes = [(viewer.received - start) / options.seconds / 1000 for viewer, start in zip(viewers, before)]
    cores = (processor_seconds(city.process.pid) - used) / options.seconds
    told = json.loads(fleet.communicate(timeout=120)[0])
    print(f"{options.viewers} viewers of {options.vehicles} vehicles at zoom {options.zoom}: {percentile(sizes, 0.5):.0f} kB/s each, "
          f"the least {min(sizes):.0f}, the most {max(sizes):.0f}; the server took {cores:.2f} cores, the fleet's {told['positions'] / length:.0f} positions/s included; "
          f"{resident_mb(city.process.pid):.0f} MB")
    expect(min(sizes) > 0, "somebody was told nothing")
    expect(told["positions"] == told["answered"], f"not all was answered: {told}")


class Viewer:
    """Reads a live line and counts its bytes."""

    def __init__(self, url, token, zoom):
        address = urlparse(url)
        self.socket = socket.create_connection((address.hostname, address.port))
        self.socket.sendall(f"GET /api/v1/devices/live?zoom={zoom}&bbox={BOX} HTTP/1.1\r\nHost: {address.hostname}\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        self.received = 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        try:
            while piece := self.socket.recv(1 << 18):
                self.received += len(piece)
        except OSError:
            pass


def processor_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid):
    return next(int(line.split()[1]) for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS:")) / 1024


if __name__ == "__main__":
    sys.exit(main())
