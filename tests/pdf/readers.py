"""What is read of a sheet by those who copy, search and read aloud: poppler, pdf.js of the browsers and
pypdf. Poppler's words are held against the lesson by `check.py`; here the others are held against them."""
import json
import os
import re
import subprocess
import unicodedata
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pypdf import PdfReader

READ = Path(os.environ["PDF_TOOLS"]) / "read.mjs"
# The share of Khmer letters that another reader may take for others. A cluster is several glyphs, and
# which letters they stand for is said in a way of which poppler alone takes notice; the fonts leave no
# other: 6.5 % of them. Words in Latin letters are all read in Vietnamese and English; the longest Khmer
# booklets, which are not among these files, show single Latin letters in the place of Khmer ones.
KHMER = re.compile(r"[\u1780-\u17ff]")
MOST_KHMER = 0.08
# A letter of another script with Khmer on both sides is a Khmer one that was taken for it.
TAKEN = re.compile(r"(?<=[\u1780-\u17ff])[^\W\d_](?=[\u1780-\u17ff])")
# Files for one run of a reader.
LOT = 40


def words(text):
    """Words in Latin letters. Where they stand is free: each reader has an order of its own."""
    text = KHMER.sub(" ", TAKEN.sub(" ", unicodedata.normalize("NFC", text)))
    return Counter(re.findall(r"[^\W\d_]+", text.casefold()))


def read(files):
    """What each reader reads of some files."""
    run = lambda *command: subprocess.run(command, capture_output=True, check=True).stdout.decode()
    browser = [json.loads(line) for line in run("node", READ, *files).splitlines()]
    for file, pdfjs in zip(files, browser, strict=True):
        pypdf = "\n".join(page.extract_text() for page in PdfReader(file).pages)
        yield file, run("pdftotext", "-raw", file, "-"), {"pdf.js": pdfjs, "pypdf": pypdf}


def judged(files):
    """What is wrong in each of some files, how many words it has, and its Khmer letters by reader."""
    found = []
    for file, poppler, others in read(files):
        wrong, khmer = [], {}
        for name, text in others.items():
            if unlike := (words(text) - words(poppler)) + (words(poppler) - words(text)):
                wrong.append(f"{name} reads {dict(unlike.most_common(6))} otherwise")
            letters, read_so = (Counter(KHMER.findall(said)) for said in (poppler, text))
            khmer[name] = (sum((letters - read_so).values()), sum(letters.values()))
        found.append((file, wrong, sum(words(poppler).values()), khmer))
    return found


def alike(files):
    """That all read the same: every word in Latin letters, and most letters in Khmer."""
    files = list(map(str, files))
    lots = [files[at : at + LOT] for at in range(0, len(files), LOT)]
    count, lost, letters = 0, Counter(), Counter()
    with ProcessPoolExecutor() as pool:
        for file, wrong, read, khmer in (one for lot in pool.map(judged, lots) for one in lot):
            yield f"{file}: {'; '.join(wrong)}", not wrong and read > 0
            count += read
            for name, (less, all_of_them) in khmer.items():
                lost[name] += less
                letters[name] += all_of_them
    yield f"{count} words are read", count > 100 * len(files)
    for name, all_of_them in letters.items():
        share = lost[name] / max(1, all_of_them)
        yield f"{name} loses {share:.1%} of the Khmer letters", share <= MOST_KHMER
    print(f"{len(files)} sheets, {count} words, Khmer letters lost: {dict(lost)} of {dict(letters)}")


if __name__ == "__main__":
    import sys

    # By hand, of some files: PDF_TOOLS=… PYTHONPATH=… python3 readers.py FILE…
    wrong = [what for what, good in alike(sys.argv[1:]) if not good]
    print("\n".join(wrong))
    sys.exit(bool(wrong))
