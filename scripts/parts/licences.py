"""The licences of all that others wrote and that is in the binary: `licences.py TARGET RUSTC FOLDER`.

THIRD-PARTY.txt names every crate, and has each text once with those that it is of. Beside it lie the licences
of Rust's library and, for Windows, of what MinGW adds.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from crates import in_binary

NAME = re.compile(r"^(licen[cs]es?|copying|unlicen[cs]e|notice|copyright|patents|third.?party)([-._ ].*)?$", re.IGNORECASE)
TEXTS = {"", ".md", ".txt", ".markdown", ".apache", ".mit", ".apache2", ".apache-2.0", ".bsd", ".zlib", ".boost", ".unicode"}
FOLDERS = {"licenses", "licences", "license"}

ZERO_BSD = """Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
"""


def found(folder):
    """The texts of licences in a package, with their names."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or len(parts) > 4 or parts[0] in {"tests", "benches", "examples", "target"}:
            continue
        # `LICENSE-2.0` has no ending that says what kind of file it is.
        ending = path.suffix.lower()
        text = ending in TEXTS or re.search(r"[-_0-9]", ending)
        if text and (NAME.match(path.name) or any(part.lower() in FOLDERS for part in parts[:-1])):
            yield "/".join(parts), path.read_text(encoding="utf-8", errors="replace")


def standard(package, repository):
    """The text of a licence of which the package has only the name."""
    expression = package["license"] or ""
    authors = ", ".join(package["authors"]) or f"the authors of {package['name']}"
    if "Apache-2.0" in expression:
        return "Apache-2.0", (repository / "LICENSE-APACHE").read_text(encoding="utf-8")
    if "MIT" in expression:
        text = (repository / "LICENSE-MIT").read_text(encoding="utf-8")
        return "MIT", re.sub(r"(?m)^Copyright .*$", f"Copyright (c) {authors}", text, count=1)
    if "0BSD" in expression:
        return "0BSD", f"Copyright (c) {authors}\n\n{ZERO_BSD}"
    sys.exit(f"release: {package['name']} {package['version']} has no text of its licence, {expression or 'which it does not name'}")


def tidy(text):
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\ufeff", "").strip("\n").split("\n")) + "\n"


def third_party(target, repository):
    packages = in_binary(target)
    texts, order = {}, []
    for package in packages:
        called = f"{package['name']} {package['version']}"
        files = list(found(pathlib.Path(package["manifest_path"]).parent))
        # What lies deeper may be of something that the crate brings along.
        if not any("/" not in name or name.split("/")[0].lower() in FOLDERS for name, _ in files):
            files.append(standard(package, repository))
        for name, text in files:
            text = tidy(text)
            if text not in texts:
                order.append(text)
            texts.setdefault(text, []).append(f"{called} ({name})")
    lines = ["What others wrote and is in this program", "=" * 40, "",
             "Each crate with its licence and where it comes from; below, each text of a licence once.", ""]
    for package in packages:
        lines.append(f"{package['name']} {package['version']}: {package['license']}; {package['repository'] or 'crates.io'}")
    for text in order:
        lines += ["", "-" * 80, *texts[text], "-" * 80, "", text.rstrip("\n")]
    print(f"release: licences of {len(packages)} crates, {len(order)} different texts")
    return "\n".join(lines) + "\n"


def first(what, *paths):
    for path in paths:
        if path.is_file():
            return path
    sys.exit(f"release: the licence of {what} is not at {paths[0]} or where else it is looked for")


target, rustc, into = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
repository = pathlib.Path(__file__).resolve().parents[2]
os.chdir(repository)
(into / "THIRD-PARTY.txt").write_text(third_party(target, repository), encoding="utf-8")
sysroot = pathlib.Path(subprocess.check_output([rustc, "--print", "sysroot"], text=True).strip())
doc = pathlib.Path("/usr/share/doc")
library = first("Rust's library", sysroot / "share/doc/rust/COPYRIGHT-library.html", sysroot / "share/doc/rust/COPYRIGHT",
                doc / "libstd-rust-web-dev/copyright", doc / "libstd-rust-dev/copyright")
shutil.copyfile(library, into / f"RUST-LIBRARY{library.suffix if library.suffix == '.html' else '.txt'}")
if "windows" in target:
    # The start of a program, and the few functions of C that Windows has not.
    shutil.copyfile(first("MinGW-w64", doc / "mingw-w64-x86-64-dev/copyright", doc / "mingw-w64-common/copyright"), into / "MINGW-W64.txt")
    shutil.copyfile(first("GCC's library", doc / "gcc-mingw-w64-x86-64-posix/copyright", doc / "gcc-mingw-w64-base/copyright",
                          doc / "gcc-mingw-w64-x86-64/copyright"), into / "GCC-LIBRARY.txt")
