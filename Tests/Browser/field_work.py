"""The field app's set-up work: phones with a profile of their own, photos as a camera writes them, tasks to do."""

import base64
import os
import re
import shutil
import signal
import struct
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from conftest import CHROMIUM_ARGS, PHONE, WAIT_MS
from city import PASSWORD

COLLECTOR = "collector1-420302"
# What a browser says by itself when a line breaks.
BROKEN = ("net::ERR", "Failed to fetch")
# In Maojian, in a grid of collector 1.
PLACE = {"lng": 110.815344, "lat": 32.575831}
HERE = {"longitude": PLACE["lng"], "latitude": PLACE["lat"], "accuracy": 8}
LOCATED = {"permissions": ["geolocation"], "geolocation": HERE}


def jpeg_with_exif(jpeg, lng=None, lat=None, taken="2026:03:02 09:05:17", zone="+08:00", orientation=1):
    """A JPEG as a phone's camera writes it: where, when, which way up."""
    return jpeg[:2] + exif_segment(lng, lat, taken, zone, orientation) + jpeg[2:]


def exif_segment(lng, lat, taken, zone, orientation):
    heap, base = bytearray(), 8

    def entry(tag, kind, values, at):
        if kind == 2:
            raw = values.encode() + b"\0"
            count = len(raw)
        elif kind == 3:
            raw, count = struct.pack("<H", values), 1
        elif kind == 4:
            raw, count = struct.pack("<I", values), 1
        else:
            raw = b"".join(struct.pack("<II", top, bottom) for top, bottom in values)
            count = len(values)
        if len(raw) <= 4:
            return struct.pack("<HHI", tag, kind, count) + raw.ljust(4, b"\0")
        place = at + len(heap)
        heap.extend(raw)
        return struct.pack("<HHII", tag, kind, count, place)

    def sixtieths(value):
        value = abs(value)
        degrees = int(value)
        minutes = int((value - degrees) * 60)
        seconds = round((value - degrees - minutes / 60) * 3600 * 10000)
        return [(degrees, 1), (minutes, 1), (seconds, 10000)]

    sizes = [3, 2, 4 if lng is not None else 0]
    starts = [base]
    for size in sizes:
        starts.append(starts[-1] + 2 + size * 12 + 4)
    heap_at = starts[-1]
    main = [entry(0x0112, 3, orientation, heap_at), entry(0x8769, 4, starts[1], heap_at), entry(0x8825, 4, starts[2], heap_at)]
    exif = [entry(0x9003, 2, taken, heap_at), entry(0x9011, 2, zone, heap_at)]
    gps = [] if lng is None else [
        entry(1, 2, "N" if lat >= 0 else "S", heap_at), entry(2, 5, sixtieths(lat), heap_at),
        entry(3, 2, "E" if lng >= 0 else "W", heap_at), entry(4, 5, sixtieths(lng), heap_at),
    ]
    body = struct.pack("<2sHI", b"II", 42, base)
    for entries in (main, exif, gps):
        body += struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack("<I", 0)
    content = b"Exif\0\0" + body + bytes(heap)
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


def camera_jpeg(page, width=1600, height=1200, noise=False, quality=0.9):
    """Drawn by the browser itself, so that no library is needed. Noise makes a large file, as a sharp lens does."""
    return base64.b64decode(page.evaluate(
        """async ([width, height, noise, quality]) => {
            const canvas = new OffscreenCanvas(width, height);
            const pen = canvas.getContext("2d");
            if (noise) {
                const image = pen.createImageData(width, height);
                const words = new Uint32Array(image.data.buffer);
                let seed = 7;
                for (let at = 0; at < words.length; at++) { seed = (seed * 1664525 + 1013904223) >>> 0; words[at] = seed | 0xff000000; }
                pen.putImageData(image, 0, 0);
            } else {
                pen.fillStyle = "#7a8"; pen.fillRect(0, 0, width, height);
                pen.fillStyle = "#fff"; pen.fillRect(width / 4, height / 4, width / 2, height / 2);
            }
            const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality })).arrayBuffer());
            let text = "";
            for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
            return btoa(text);
        }""", [width, height, noise, quality]))


def take_photo(page, content, label="现场照片"):
    """As the camera hands it over."""
    hand_over(page.get_by_label(re.compile(f"^(拍照|Take a photo)[：:] ?{label}")), content, "IMG_0001.jpg")


def choose_photo(page, content, label="现场照片", name="IMG_0001.jpg"):
    """Out of the gallery."""
    hand_over(page.get_by_label(re.compile(f"^(从相册选|Choose from the gallery)[：:] ?{label}")), content, name)


_gallery = tempfile.TemporaryDirectory(prefix="streetwise-gallery-")


def hand_over(control, content, name):
    """A file of the disk, as a camera's is: the browser need not be told its bytes one by one."""
    path = Path(_gallery.name) / uuid.uuid4().hex / name
    path.parent.mkdir()
    path.write_bytes(content)
    control.set_input_files(path)


def words():
    return f"试验 {uuid.uuid4().hex[:12]}"


def start_report(page):
    tab(page, "上报")
    heading(page, "上报")


def describe(page, text):
    page.get_by_label("情况描述").fill(text)


def choose_class(page, search, name):
    page.get_by_role("button", name=re.compile("查找类别")).click()
    sheet = page.get_by_role("dialog", name="类别")
    sheet.get_by_role("searchbox").fill(search)
    sheet.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def send(page):
    page.get_by_role("button", name="发送", exact=True).click()


def send_without_photo(page):
    """The app asks, because a report without a photo is a weak one."""
    send(page)
    page.get_by_role("dialog").get_by_role("button", name="发送").click()


def tab(page, name):
    page.locator(".field-tabs").get_by_role("link", name=re.compile(name)).click()


def heading(page, name):
    page.get_by_role("heading", level=1, name=re.compile(f"^{name}")).wait_for()


def ready_offline(page):
    """Waits until the worker keeps the app on the phone."""
    page.evaluate("navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ?? new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve)))")


def item(page, state):
    return page.locator(f".field-item[data-state={state}]")


def cases_with(api, words):
    """The cases whose description has these words, as the server lists them."""
    return [row for row in api("acceptor-420302").get(f"/cases?limit=500&text={quote(words)}")["items"] if words in row["description"]]


class Phone:
    """A phone: a browser with a folder of its own, that can lose its battery at any moment."""

    def __init__(self, browser, city, language="zh"):
        self.browser, self.city, self.language = browser, city, language
        self.folder = Path(tempfile.mkdtemp(prefix="streetwise-phone-"))
        self.context = None

    def open(self, path="/field/", offline=False):
        self.context = self.browser.browser_type.launch_persistent_context(
            str(self.folder), executable_path=os.environ.get("STREETWISE_CHROMIUM") or shutil.which("chromium"), args=CHROMIUM_ARGS,
            base_url=self.city.url, locale="zh-CN" if self.language == "zh" else "en-GB", timezone_id="Asia/Shanghai", **PHONE, **LOCATED)
        self.context.set_default_timeout(WAIT_MS)
        self.context.set_offline(offline)
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.goto(self.city.url + path)
        return page

    def sign_in(self, page, login):
        page.get_by_label("登录名").fill(login)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.locator(".field-tabs").wait_for()

    def sign_in_again_if_asked(self, page):
        """A browser writes its cookies down after half a minute: a battery that goes before takes the sign-in along."""
        asked = page.get_by_role("button", name="重新登录")
        asked.or_(page.locator(".field-item[data-state=done]")).first.wait_for()
        if asked.count():
            asked.click()
            page.get_by_role("dialog").get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录并继续").click()

    def battery_out(self):
        """Every process of this phone's browser ends at once; nobody may tidy up."""
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if str(self.folder) in command:
                try:
                    os.kill(int(entry.name), signal.SIGKILL)
                except ProcessLookupError:
                    pass
        try:
            self.context.close()
        except Exception:  # It is gone already.
            pass
        for lock in self.folder.glob("Singleton*"):
            lock.unlink(missing_ok=True)

    def throw_away(self):
        try:
            self.context.close()
        except Exception:
            pass
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def phone(browser, city, language="zh"):
    made = Phone(browser, city, language)
    try:
        yield made
    finally:
        made.throw_away()
