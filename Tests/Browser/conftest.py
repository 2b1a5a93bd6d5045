"""What every browser test has: a city, a browser, people in sessions of their own, axe.

STREETWISE_BIN           the program (else .build/debug/streetwise)
STREETWISE_BROWSER_SEED  a data folder with the demo city, copied for this run (else one is built, which takes a minute)
STREETWISE_CHROMIUM      the browser (else the one of the system)
STREETWISE_BROWSER_WAIT_MS  how long a state is waited for (else 30 s)
STREETWISE_AXE           axe.min.js (else that of the package axe-playwright-python)
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from city import PASSWORD, ROOT, City, Client
from photo import png

# What Chromium does by itself where there is no graphics card: WebGL by SwiftShader, pages put together without it.
CHROMIUM_ARGS = ["--no-sandbox", "--enable-unsafe-swiftshader"]
DESK = {"width": 1440, "height": 900}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
WAIT_MS = int(os.environ.get("STREETWISE_BROWSER_WAIT_MS", "30000"))
expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="session")
def city():
    """A demo city of this run. Tests share it, so each makes its own cases and changes nothing that others look at."""
    binary = Path(os.environ.get("STREETWISE_BIN", ROOT / ".build/debug/streetwise"))
    if not binary.exists():
        pytest.exit(f"no program at {binary}: build it first, or name it in STREETWISE_BIN", returncode=2)
    made = City(binary, os.environ.get("STREETWISE_BROWSER_SEED"))
    made.start()
    yield made
    made.remove()


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("STREETWISE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield made
        made.close()


@pytest.fixture
def api(city):
    """api("duty-420302") is a signed-in program."""
    made = {}

    def client(login, password=PASSWORD):
        if login not in made:
            made[login] = Client(city.url, login, password)
        return made[login]

    return client


class Complaints:
    """What a page said on its console. Any of it fails the test, unless the test said that it would come."""

    def __init__(self):
        self.texts, self.expected = [], []

    def expect(self, *parts):
        """Refusals and broken lines that the test causes itself: parts of the messages to let pass."""
        self.expected += parts

    def watch(self, page):
        page.on("pageerror", lambda error: self.texts.append(f"{page.url}: {error}"))
        page.on("console", lambda message: message.type == "error" and self.texts.append(
            f"{page.url}: {message.text} ({message.location.get('url', '')})"))

    def left(self):
        return [text for text in self.texts if not any(part in text for part in self.expected)]


@pytest.fixture
def complaints():
    made = Complaints()
    yield made
    assert made.left() == [], "the pages complained"


@pytest.fixture
def person(city, browser, complaints):
    """person("duty-420302", language="en", phone=True, theme="dark") is a signed-in page in a context of its own."""
    contexts = []

    def enter(login=None, path="/", language="zh", phone=False, theme="light", password=PASSWORD, **options):
        shape = {**PHONE} if phone else {"viewport": DESK}
        locale = "zh-CN" if language == "zh" else "en-GB"
        context = browser.new_context(base_url=city.url, locale=locale, timezone_id="Asia/Shanghai", accept_downloads=True,
            color_scheme=theme, **{**shape, **options})
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        context.add_init_script(f"""try {{
            if (!localStorage.getItem("streetwise.language")) localStorage.setItem("streetwise.language", '"{language}"');
        }} catch {{ /* a page without storage of its own */ }}""")
        if not login:
            # A page asks who is signed in, and is told that nobody is.
            complaints.expect("401")
        else:
            context.request.post("/api/v1/sessions", data={"login": login, "password": password}, fail_on_status_code=True)
        context.on("page", complaints.watch)
        page = context.new_page()
        page.goto(path)
        return page

    yield enter
    for context in contexts:
        context.close()


def axe_source():
    path = os.environ.get("STREETWISE_AXE")
    if not path:
        import axe_playwright_python
        path = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    return Path(path).read_text()


@pytest.fixture(scope="session")
def axe():
    """axe(page) asserts that nothing serious keeps people from using the page; `within` narrows it to a part."""
    source = axe_source()

    def look(page, within=None, but_for=()):
        # What fades in is still pale; axe is to see it as people do.
        page.evaluate("""() => Promise.all(document.getAnimations()
            .filter((each) => each.playState === "running" && each.effect?.getComputedTiming().iterations !== Infinity)
            .map((each) => each.finished.catch(() => null))).then(() => null)""")
        page.evaluate(source)
        found = page.evaluate("(within) => axe.run(within ?? document, { resultTypes: ['violations'] })", within)
        bad = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}: {[node['html'][:160] for node in violation['nodes'][:4]]}"
            for violation in found["violations"]
            if violation["impact"] in ("serious", "critical") and violation["id"] not in but_for
        ]
        assert bad == [], f"axe on {page.url}"

    return look


@pytest.fixture(scope="session")
def picture():
    """picture("before") is a small photo, other bytes for each name."""
    return png
