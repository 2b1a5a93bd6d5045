#!/usr/bin/env python3
"""MQTT devices tell the NATS server where they are while the city is killed again and again: what the server took is in
the track, once.

    Tests/Faults/mqtt_door.py [--kills 2] [--messages 2000]

STREETWISE_BIN names the program.
"""

import argparse
import socket
import struct
import sys
import threading
import time
from datetime import datetime, timedelta, timezone

from fleet import UNLIMITED, Client, demo_city, expect, script

FIELDS = {"ident": "topic:2", "lng": "gps.lng", "lat": "gps.lat", "time": "at", "timeFormat": "seconds", "speed": "speed"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--messages", type=int, default=2000)
    options = parser.parse_args()
    nats, mqtt = script("nats-test.sh", "start", "1", "mqtt").split()
    city = demo_city()
    try:
        return prove(city, nats, int(mqtt), options)
    finally:
        city.remove()
        script("nats-test.sh", "stop", nats)


def prove(city, nats, mqtt, options):
    settings = {"STREETWISE_NATS_URL": nats, "STREETWISE_NATS_DEVICES": "devices.>", **UNLIMITED}
    city.start(**settings)
    client = Client(city.url, "system")
    device = client.post("/devices", {"door": "mqtt", "ident": "bin-7", "name": "智能垃圾箱 7", "use": "other", "area": "420302"})["id"]
    client.post("/message-mappings", {"name": "垃圾箱", "topic": "devices/+/up", "fields": FIELDS})
    begun = int(time.time()) - 20_000
    teller = threading.Thread(target=tell, args=(mqtt, begun, options.messages))
    teller.start()
    for _ in range(options.kills):
        time.sleep(1.5)
        city.kill9()
        city.start(**settings)
    teller.join()
    tell_rubbish(mqtt, begun)
    client = Client(city.url, "system")
    start = datetime.fromtimestamp(begun, timezone.utc)
    path = f"/devices/{device}/track?from={iso(start)}&to={iso(start + timedelta(seconds=options.messages))}"
    end = time.monotonic() + 60
    while True:
        stored = len(client.get(path)["way"])
        if stored >= options.messages or time.monotonic() > end:
            break
        time.sleep(0.3)
    found = counts(client)
    while found["unreadable"] < 1 and time.monotonic() < end:
        time.sleep(0.3)
        found = counts(client)
    print(f"MQTT: {options.kills} kills, {options.messages} messages acknowledged by the server, {stored} positions stored; since the last start {found}")
    expect(stored == options.messages, f"{options.messages - stored} lost or doubled")
    expect(found["strangers"] == 1 and found["unreadable"] == 1, f"what could not be taken was not counted: {found}")
    return 0


def counts(client):
    return client.get("/message-mappings")["items"][0]["counts"]


def iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def tell(port, begun, count):
    """One device, each message acknowledged by the server (QoS 1) before the next."""
    line = Mqtt(port)
    for number in range(count):
        gps = f'{{"lng":{110.7 + number * 1e-5:.5f},"lat":32.6}}'
        line.publish("devices/bin-7/up", f'{{"at":{begun + number},"speed":4,"gps":{gps}}}')
        if number % 100 == 0:
            time.sleep(0.15)
    line.close()


def tell_rubbish(port, begun):
    line = Mqtt(port)
    line.publish("devices/stranger/up", f'{{"at":{begun},"gps":{{"lng":110.7,"lat":32.6}}}}')
    line.publish("devices/bin-7/up", "rubbish")
    line.close()


class Mqtt:
    """As much of MQTT 3.1.1 as a device needs to tell something."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.number = 0
        name = b"bin-7"
        self.send(0x10, b"\x00\x04MQTT\x04\x02\x00\x3c" + struct.pack(">H", len(name)) + name)
        assert self.read(4)[3] == 0, "the server does not let the device in"

    def publish(self, topic, words):
        self.number = self.number % 65535 + 1
        told = topic.encode()
        self.send(0x32, struct.pack(">H", len(told)) + told + struct.pack(">H", self.number) + words.encode())
        answer = self.read(4)
        assert answer[0] == 0x40 and struct.unpack(">H", answer[2:])[0] == self.number, answer

    def send(self, kind, body):
        size, length = b"", len(body)
        while True:
            length, rest = divmod(length, 128)
            size += bytes([rest | (0x80 if length else 0)])
            if not length:
                break
        self.socket.sendall(bytes([kind]) + size + body)

    def read(self, count):
        found = b""
        while len(found) < count:
            part = self.socket.recv(count - len(found))
            assert part, "the server hung up"
            found += part
        return found

    def close(self):
        self.send(0xE0, b"")
        self.socket.close()


if __name__ == "__main__":
    sys.exit(main())
