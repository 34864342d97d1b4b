"""Starts the program without a command, as two clicks do, and looks at what it shows in the browser.

`opened.py FOLDER WORDS [--title TITLE] [--refused WORDS] -- PROGRAM …`: started in FOLDER, it says where it
serves; the page there holds WORDS. With a title, that is given to the page, and then the new campaign is
shown, or the page holds the words of a refusal. It is ended as by Ctrl+C, and then nothing answers any more.
"""
import os
import pathlib
import queue
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

# Under Wine, on a machine that has other things to do.
SECONDS = 300

words, program = sys.argv[1 : sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1 :]
folder, wanted, *rest = words
options = dict(zip(rest[::2], rest[1::2]))
said = []
# So that nothing is left running by whoever ends this.
signal.signal(signal.SIGTERM, lambda *_: sys.exit("opened: ended"))


def wrong(why):
    sys.exit(f"opened: {folder}: {why}; it said:\n" + "".join(said))


# Nobody types, and its window stays open.
child = subprocess.Popen(program, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
lines = queue.Queue()


def listen():
    for line in child.stdout:
        lines.put(line.decode("utf-8", "replace"))
    lines.put(None)


threading.Thread(target=listen, daemon=True).start()


def address(until):
    """Waits for a line that has an address."""
    while True:
        try:
            line = lines.get(timeout=max(0.1, until - time.monotonic()))
        except queue.Empty:
            wrong("it does not say where it serves")
        if line is None:
            wrong(f"it ended by itself, with {child.wait()}")
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found.group()


def page(where, form=None):
    data = urllib.parse.urlencode(form).encode() if form else None
    headers = {"Origin": where.rstrip("/")} if form else {}
    try:
        with urllib.request.urlopen(urllib.request.Request(where, data, headers), timeout=SECONDS) as answer:
            return answer.read().decode("utf-8")
    except urllib.error.URLError as error:
        wrong(f"{where} answers {error}")


def holds(text, what):
    if what not in text:
        wrong(f"the page does not hold `{what}`:\n{text[:2000]}")


try:
    where = address(time.monotonic() + SECONDS)
    first = page(where)
    holds(first, wanted)
    if "--title" in options:
        token = re.search(r'name=token value="([^"]+)"', first)
        after = page(where, {"token": token.group(1), "title": options["--title"]})
        holds(after, options.get("--refused", options["--title"]))
        made = list(pathlib.Path(folder).glob("*/campaign.yaml"))
        if bool(made) != ("--refused" not in options):
            wrong(f"campaigns in the folder: {made}")
    os.killpg(child.pid, signal.SIGINT)
    try:
        child.wait(20)
    except subprocess.TimeoutExpired:
        wrong("it does not end when it is told to")
    try:
        urllib.request.urlopen(where, timeout=5)
        wrong("something still answers after its end")
    except (urllib.error.URLError, OSError):
        pass
finally:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
