"""A headless Chromium, driven through the pipe of its DevTools protocol: nothing but Python.

Whatever a page asks for, reports or breaks is gathered while it is driven.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Message = dict[str, Any]
PATIENCE = 60  # seconds
_KEYS = {
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    " ": 32,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
}
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--mute-audio",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Chromium:
    """One browser with a profile of its own."""

    def __init__(self) -> None:
        self.profile = tempfile.mkdtemp(prefix="chromium-")
        self.events: list[Message] = []
        self._rest, self._last = b"", 0
        self._process, self._to, self._from = _start(self.profile)
        self.send("Target.setDiscoverTargets", discover=True)

    def close(self) -> None:
        with contextlib.suppress(OSError, RuntimeError):
            self.send("Browser.close")
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            if os.waitpid(self._process, os.WNOHANG)[0]:
                break
            time.sleep(0.05)
        else:
            os.killpg(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self.profile, ignore_errors=True)

    def send(self, method: str, session: str = "", **parameters: object) -> Message:
        """Return the answer to a command; events that come meanwhile are kept."""
        wanted = self._write(method, session, parameters)
        deadline = time.monotonic() + PATIENCE
        while True:
            for message in self._read(deadline):
                if message.get("id") == wanted:
                    if "error" in message:
                        raise RuntimeError(f"{method}: {message['error']['message']}")
                    result: Message = message["result"]
                    return result

    def rest(self) -> None:
        """Take in the events that have come."""
        for _ in self._read(time.monotonic() + 0.01, soft=True):
            pass

    def open(self, url: str, **view: Any) -> Page:
        """Return a new page that has loaded *url*; *view* is as for ``Page.view``."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, target, session)
        page.prepare()
        page.view(**view)
        page.go(url)
        return page

    def _write(self, method: str, session: str, parameters: Message) -> int:
        self._last += 1
        message: Message = {"id": self._last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        left = json.dumps(message).encode() + b"\0"
        while left:
            left = left[os.write(self._to, left) :]
        return self._last

    def _read(self, deadline: float, *, soft: bool = False) -> Iterator[Message]:
        while True:
            wait = max(deadline - time.monotonic(), 0)
            if not select.select([self._from], [], [], wait)[0]:
                if soft:
                    return
                raise RuntimeError("Chromium does not answer")
            came = os.read(self._from, 1 << 20)
            if not came:
                raise RuntimeError("Chromium has ended")
            *whole, self._rest = (self._rest + came).split(b"\0")
            messages = [json.loads(one) for one in whole]
            for message in messages:  # whoever asked may stop reading at the answer
                if "method" in message:
                    self._keep(message)
            yield from messages
            if whole and not soft:
                return

    def _keep(self, message: Message) -> None:
        self.events.append(message)
        if message["method"] == "Target.attachedToTarget":  # a worker, which waits to be watched
            session = message["params"]["sessionId"]
            for method in ("Network.enable", "Runtime.enable", "Runtime.runIfWaitingForDebugger"):
                self._write(method, session, {})


class Page:
    """A page: what is done to it, and what it did."""

    def __init__(self, browser: Chromium, target: str, session: str) -> None:
        self.browser, self.target, self.session = browser, target, session

    def do(self, method: str, **parameters: object) -> Message:
        return self.browser.send(method, self.session, **parameters)

    def prepare(self) -> None:
        for domain in ("Page", "Network", "Runtime", "Log", "Audits"):
            self.do(f"{domain}.enable")
        self.do("Performance.enable", timeDomain="threadTicks")
        self.do("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True)

    def view(
        self, width: int = 1280, height: int = 900, *, media: str = "", phone: bool = False
    ) -> None:
        """Set the size of the window, and print or screen."""
        scale = 2 if phone else 1
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=phone,
        )
        self.do("Emulation.setEmulatedMedia", media=media)

    def go(self, url: str) -> None:
        self.do("Page.navigate", url=url)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def close(self) -> None:
        self.browser.send("Target.closeTarget", targetId=self.target)

    def value(self, script: str) -> Any:
        """Return what an expression comes to, promises awaited."""
        found = self.do(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in found:
            details = found["exceptionDetails"]
            raise RuntimeError(details.get("exception", details).get("description", str(details)))
        return found["result"].get("value")

    def wait(self, condition: str, seconds: float = PATIENCE) -> None:
        """Wait until an expression holds."""
        deadline = time.monotonic() + seconds
        while not self.value(f"Boolean({condition})"):
            assert time.monotonic() < deadline, f"in vain: {condition}"
            time.sleep(0.02)

    def press(self, key: str, times: int = 1, *, shift: bool = False) -> None:
        """Press a key, as a keyboard does."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        stroke = {
            "key": key,
            "code": "Space" if key == " " else key,
            "windowsVirtualKeyCode": _KEYS[key],
            "modifiers": 8 if shift else 0,
        }
        for _ in range(times):
            self.do("Input.dispatchKeyEvent", type="keyDown", text=text, **stroke)
            self.do("Input.dispatchKeyEvent", type="keyUp", **stroke)

    def type(self, text: str) -> None:
        self.do("Input.insertText", text=text)

    def choose_file(self, selector: str, path: Path) -> None:
        """Choose a file, as in the dialog of the operating system."""
        root = self.do("DOM.getDocument")["root"]["nodeId"]
        node = self.do("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.do("DOM.setFileInputFiles", nodeId=node, files=[str(path)])

    def answer(self, *, yes: bool) -> str:
        """Answer the question that a dialog asks, and return it."""
        until(lambda: bool(self.events("Page.javascriptDialogOpening")), 10)
        self.do("Page.handleJavaScriptDialog", accept=yes)
        told: str = self.events("Page.javascriptDialogOpening")[-1]["message"]
        self.browser.events.clear()
        return told

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that matches, as a mouse does."""
        place = self.value(
            f"(async () => {{ const one = document.querySelector({json.dumps(selector)});"
            "one.scrollIntoView({block: 'center', behavior: 'instant'});"
            "await new Promise((drawn) => { setTimeout(drawn, 100);"  # a hidden page is not drawn
            "requestAnimationFrame(() => requestAnimationFrame(drawn)); });"
            "const box = one.getClientRects()[0];"
            "return [box.left + box.width / 2, box.top + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.do(
                "Input.dispatchMouseEvent",
                type=kind,
                x=place[0],
                y=place[1],
                button="left",
                clickCount=1,
            )

    def effort(self) -> float:
        """Return how long the page has computed so far, in seconds of its own thread: what else
        runs on the machine does not count."""
        found = self.do("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in found if one["name"] == "TaskDuration"))

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Save a picture of the window, or of the whole page."""
        clip: Message = {}
        if whole:
            size = self.do("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"clip": {**size, "scale": 1}, "captureBeyondViewport": True}
        shot = self.do("Page.captureScreenshot", format="png", **clip)
        path.write_bytes(base64.b64decode(shot["data"]))

    def pdf(self) -> bytes:
        return base64.b64decode(self.do("Page.printToPDF", preferCSSPageSize=True)["data"])

    def events(self, method: str) -> list[Message]:
        """Return the parameters of the events of one kind, from all pages and workers."""
        self.browser.rest()
        return [one["params"] for one in self.browser.events if one["method"] == method]

    def requests(self) -> list[str]:
        """Return all addresses that were asked for."""
        return [one["request"]["url"] for one in self.events("Network.requestWillBeSent")]

    def troubles(self) -> list[str]:
        """Return what the browser complained of: errors, and breaches of the policy."""
        broken = self.events("Runtime.exceptionThrown")
        told = [one["exceptionDetails"].get("exception", {}).get("description") for one in broken]
        told += [one["entry"]["text"] for one in self.events("Log.entryAdded")]
        told += [str(one["args"]) for one in self.events("Runtime.consoleAPICalled")]
        return told + [one["issue"]["code"] for one in self.events("Audits.issueAdded")]


def _start(profile: str) -> tuple[int, int, int]:
    """Return the id of a new browser process, and the ends of its pipes: to it and from it."""
    program = shutil.which("chromium")
    assert program, "chromium is not installed"
    flags = [*_FLAGS, f"--user-data-dir={profile}"]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")  # which Chromium refuses to root
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    moved = [fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, 10) for one in (theirs_in, theirs_out)]
    nothing = os.open(os.devnull, os.O_RDWR)
    actions = [
        (os.POSIX_SPAWN_DUP2, nothing, 1),
        (os.POSIX_SPAWN_DUP2, nothing, 2),
        (os.POSIX_SPAWN_DUP2, moved[0], 3),
        (os.POSIX_SPAWN_DUP2, moved[1], 4),
    ]
    process = os.posix_spawn(
        program,
        [program, *flags, "about:blank"],
        {**os.environ, "HOME": profile},
        file_actions=actions,
        setpgroup=0,
    )
    for one in (theirs_in, theirs_out, *moved, nothing):
        os.close(one)
    return process, ours_out, ours_in


@contextlib.contextmanager
def chromium() -> Iterator[Chromium]:
    """Yield a browser that is closed in the end."""
    browser = Chromium()
    try:
        yield browser
    finally:
        browser.close()


def until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "in vain"
        time.sleep(0.05)
