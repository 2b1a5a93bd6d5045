#!/usr/bin/env python3
"""Takes the pictures of the documents from a served demo city (`./run`), with what scripts/browser-test.sh installs.

    .setup/browser/bin/python scripts/screenshots.py [http://127.0.0.1:8080]
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PASSWORD = "Streetwise-2026"
DESK, PHONE, HALL = {"width": 1440, "height": 900}, {"width": 390, "height": 844}, {"width": 1920, "height": 1080}

# name, who, where, language, size
SHOTS = [
    ("map", "leader", "/", "zh", DESK),
    ("cases", "duty-420302", "/cases", "zh", DESK),
    ("inbox", "dispatcher-420302", "/inbox", "en", DESK),
    ("intake", "acceptor-420302", "/intake", "zh", DESK),
    ("wall", "leader", "/wall", "zh", HALL),
    ("evaluation", "leader", "/evaluation?by=county", "zh", DESK),
    ("field", "collector1-420302", "/field/", "zh", PHONE),
]


def main(base):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"])
        for name, login, path, language, size in SHOTS:
            context = browser.new_context(base_url=base, viewport=size, timezone_id="Asia/Shanghai",
                locale="zh-CN" if language == "zh" else "en-GB")
            context.request.post("/api/v1/sessions", data={"login": login, "password": PASSWORD}, fail_on_status_code=True)
            page = context.new_page()
            page.goto(path)
            page.wait_for_timeout(6000)
            page.screenshot(path=IMAGES / f"{name}.png")
            print(name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080")
