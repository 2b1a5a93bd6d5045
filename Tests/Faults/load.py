"""Load on several processes, as a proxy would spread it: only ready ones are given requests, and nothing is sent twice."""

import http.client
import json
import threading
import time
import uuid

from fleet import PLACE, Client


class Load:
    """So many workers, each with its own kept connections; `acknowledged` has the numbers of reported cases."""

    def __init__(self, processes, workers=8, pause=0.0):
        self.processes, self.pause = processes, pause
        self.ready = {process.port: True for process in processes}
        self.acknowledged, self.failures, self.count = [], [], 0
        self.tokens = [Client(processes[0].url, f"collector{1 + index % 4}-420302").token for index in range(4)]
        self.going = True
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._watch, args=(process,), daemon=True) for process in processes]
        self.threads += [threading.Thread(target=self._work, args=(index,), daemon=True) for index in range(workers)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.going = False
        for thread in self.threads:
            thread.join(60)

    def _watch(self, process):
        """What a proxy does: asks every tenth of a second."""
        while self.going:
            try:
                line = http.client.HTTPConnection("127.0.0.1", process.port, timeout=2)
                line.request("GET", "/readyz")
                self.ready[process.port] = line.getresponse().status == 200
                line.close()
            except OSError:
                self.ready[process.port] = False
            time.sleep(0.1)

    def _work(self, index):
        kept, turn = {}, index
        while self.going:
            ports = [port for port, is_ready in self.ready.items() if is_ready]
            if not ports:
                time.sleep(0.02)
                continue
            turn += 1
            port = ports[turn % len(ports)]
            for other in [other for other in kept if not self.ready[other]]:
                kept.pop(other).close()
            line = kept.setdefault(port, http.client.HTTPConnection("127.0.0.1", port, timeout=30))
            try:
                self._ask(line, index, turn)
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(f"{port}: {type(error).__name__} {error}")
                kept.pop(port).close()
            time.sleep(self.pause)

    def _ask(self, line, index, turn):
        headers = {"Authorization": f"Bearer {self.tokens[index % len(self.tokens)]}", "Content-Type": "application/json"}
        if turn % 2:
            line.request("GET", "/api/v1/cases?limit=5", headers=headers)
        else:
            headers["Idempotency-Key"] = str(uuid.uuid4())
            line.request("POST", "/api/v1/cases", json.dumps({"place": PLACE, "description": "压力"}), headers)
        answer = line.getresponse()
        text = answer.read()
        with self.lock:
            self.count += 1
            if answer.status >= 300:
                self.failures.append(f"{line.port}: {answer.status} {text[:200]}")
            elif not turn % 2:
                self.acknowledged.append(json.loads(text)["row"]["number"])
