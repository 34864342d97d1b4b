"""Holds every sheet against its layout, its lesson and the standards. See `run`."""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream

from readers import alike

SHEETS = Path(sys.argv[1])
LOOK = Path("target/look")
VALIDATOR = sys.argv[2:]
DPI = 150
BASE = re.search(r'^base_url: "(.*)"', Path("campaign.yaml").read_text(encoding="utf8"), re.M)[1]
# What a sheet must keep to; `folds` and `margin` in millimetres, bytes by whether it is Khmer.
A4 = (595.28, 841.89)
LAYOUTS = {
    "copier": dict(pages=(1, 2), paper=A4, bytes=(80_000, 350_000), black=True, folds=[[]] * 2, margin=10, code=(160, 240, 200, 290), code_page=-1, whole=True),
    "trifold": dict(pages=2, paper=A4[::-1], bytes=(150_000, 350_000), black=True, folds=[[98, 197.5], [99.5, 199]], margin=6, code=(100, 15, 135, 195), whole=True, leaflet=True),
}
LAYOUTS["trifold-colour"] = dict(LAYOUTS["trifold"], black=False)
A3 = (841.89, 1190.55)
# `takes` is the part or short part that not every lesson has; `whole` layouts say all that happens,
# which no child carries home of a lesson that nobody may see, and `frame` keeps to whom to call; of
# those lessons some are made alone, or not (`secret`). A `leaflet` is made where a lesson asks for it.
# `code` is looked for on the page `code_page`, counted from the end if negative.
FOOT = (150, 225, 205, 297)
LAYOUTS["a6"] = dict(pages=1, paper=A4, bytes=(120_000, 350_000), black=True, folds=[[]], margin=4, code=(70, 105, 105, 148), frame=True)
LAYOUTS["a5"] = dict(pages=1, paper=A4[::-1], bytes=(120_000, 350_000), black=True, folds=[[]], margin=4, code=(110, 165, 148, 210), frame=True)
LAYOUTS["wallet"] = dict(pages=2, paper=A4, bytes=(120_000, 350_000), black=True, folds=[[], []], margin=4, code=(75, 13, 110, 68), code_page=1, frame=True)
LAYOUTS["large"] = dict(whole=True, pages=(2, 24), paper=A4, bytes=(200_000, 400_000), black=True, folds=[[]] * 24, margin=10, code=(150, 10, 205, 297), code_page=-1)
LAYOUTS["poster"] = dict(frame=True, pages=1, paper=A4, bytes=(80_000, 350_000), black=True, folds=[[]], margin=10, code=FOOT)
# The first page holds all its text; the code is drawn on the last.
LAYOUTS["poster-4"] = dict(frame=True, pages=4, paper=A4, bytes=(150_000, 500_000), black=True, folds=[[]] * 4, margin=9.9, code=(120, 200, 205, 280), code_page=3)
LAYOUTS["poster-a3"] = dict(frame=True, pages=1, paper=A3, bytes=(80_000, 350_000), black=False, folds=[[]], margin=10, code=(225, 330, 290, 420))
LAYOUTS["talk"] = dict(pages=(2, 3), paper=A4, bytes=(100_000, 350_000), black=True, folds=[[]] * 3, margin=10, code=(150, 10, 205, 297), code_page=-2, takes="talk")
LAYOUTS["teacher"] = dict(pages=(1, 2), paper=A4, bytes=(80_000, 350_000), black=True, folds=[[]] * 2, margin=10, code=(150, 10, 205, 297), code_page=-1, takes="activity")
LAYOUTS["worksheet"] = dict(pages=(2, 4), paper=A4, bytes=(80_000, 350_000), black=True, folds=[[]] * 4, margin=10, code=(150, 10, 205, 297), code_page=-2, takes="quiz", secret=False)
LAYOUTS["checklist"] = dict(pages=(1, 2), paper=A4, bytes=(80_000, 350_000), black=True, folds=[[]] * 2, margin=10, code=(150, 10, 205, 297), code_page=-1, takes="checklist")
LAYOUTS["colouring"] = dict(pages=1, paper=A4, bytes=(80_000, 350_000), black=True, folds=[[]], margin=10, code=FOOT, young=True)
LAYOUTS["take-home"] = dict(pages=1, paper=A4, bytes=(80_000, 350_000), black=True, folds=[[]], margin=10, code=FOOT, frame=True, secret=True)
LAYOUTS["bilingual"] = dict(whole=True, pages=(1, 6), paper=A4, bytes=(120_000, 400_000), black=True, folds=[[]] * 6, margin=10, code=(150, 10, 205, 297), code_page=-1, beside="vi")
# A sign is of a water, not of a lesson, and has no code.
LAYOUTS["sign"] = dict(pages=1, paper=A4, bytes=(80_000, 350_000), black=True, folds=[[]], margin=10, of="hazard")
LAYOUTS["sign-a3"] = dict(LAYOUTS["sign"], paper=A3, black=False)
A5 = (419.53, 595.28)
# Two pages of A5 on a side; no screen reader is promised anything of it.
LAYOUTS["booklet-a4"] = dict(pages=(4, 80), paper=A4[::-1], bytes=(500_000, 900_000), black=True, folds=[[]] * 80, margin=4, of="pack", folded="booklet")
LAYOUTS["booklet"] = dict(pages=(8, 160), paper=A5, bytes=(500_000, 900_000), black=True, folds=[[]] * 160, margin=10, of="pack")


# Pages and sheets of discreet lessons are not called by their ids: what each file is of.
NAMED = {}
for row in json.loads((SHEETS / "manifest.json").read_text(encoding="utf8"))["artifacts"]:
    for of in ("lesson", "pack", "hazard"):
        if of in row:
            NAMED[Path(row["path"]).stem] = row[of]
SLUGS = {name: slug for slug, name in NAMED.items()}


def named(file):
    """The id of the lesson, pack or water that a sheet is of."""
    return NAMED.get(file.stem, file.stem)


def told(*command):
    """What a program prints; its failure is ours."""
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        raise ValueError(f"{command[0]}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


# ------------------------------------------------------------------------------ the lesson


def solid(text):
    """Letters alone: where lines break is free. Khmer comes out of a PDF with repeated clusters.
    A name that opens with the word for its role, in its own capitals, stands for both. Quotes are typed
    straight and printed turned."""
    return re.sub(r"[\s\u1780-\u17ff\"'“”‘’]", "", text).casefold()


def phrases(lang):
    lines = Path(f"i18n/{lang}.yaml").read_text(encoding="utf8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if re.match(r"\w[\w-]*: ", line))
    return {key: value.strip('"').replace("\\u00a0", "\u00a0") for key, value in pairs}


def lesson(name, lang):
    """Title, action, and the parts with their headings and bodies."""
    folder = next(Path("content/packs").glob(f"*/{name}"))
    file = folder / f"lesson.{lang}.md"
    text = (file if file.exists() else folder / "lesson.vi.md").read_text(encoding="utf8")
    _, front, body = text.split("---\n", 2)
    value = lambda key: plain(re.search(rf'^{key}: "?(.*?)"?$', front, re.M)[1].replace('\\"', '"'))
    parts = re.split(r"^## (.*) \{#(\w+)\}$", body, flags=re.M)[1:]
    parts = {role: (title, inside) for title, role, inside in zip(*[iter(parts)] * 3)}
    own = (folder / "lesson.vi.md").read_text(encoding="utf8") + (folder.parent / "pack.yaml").read_text(encoding="utf8")
    return value("title"), value("action"), parts, bool(re.search(r"^discreet: true", own, re.M))


def source(name, lang):
    """A lesson in a language, or else in the first."""
    folder = next(Path("content/packs").glob(f"*/{name}"))
    file = folder / f"lesson.{lang}.md"
    return (file if file.exists() else folder / "lesson.vi.md").read_text(encoding="utf8")


def parts_short(name, lang, short):
    """The words of a short part."""
    return re.search(rf"^```{short}\n(.*?)^```", source(name, lang), re.M | re.S)[1]


def titles(name, lang, layout):
    """What may be the title of a sheet."""
    of = LAYOUTS[layout].get("of", "lesson")
    if of == "hazard":
        return []
    if of == "pack":
        own = (Path("content/packs") / name / "pack.yaml").read_text(encoding="utf8")
        of_pack = re.search(r"^lessons: \[(.*)\]", own, re.M)[1].split(", ")
        return [lesson(one, lang)[0] for one in of_pack]
    short = re.search(r"^```poster\n(.*?)^```", source(name, lang), re.M | re.S)
    return [lesson(name, lang)[0]] + ([short[1]] if short else [])


def plain(markdown):
    """The longest piece of a line that is the same for every place."""
    return max(re.split(r"\[\[.*?\]\]", markdown.replace("**", "")), key=len)


def waters(place):
    """The waters of a place, by their ids."""
    with open("content/places/hazards.csv", encoding="utf8") as table:
        return {row["id"]: row for row in csv.DictReader(table) if row["place"] == place}


def expected(name, lang, layout, place, pages):
    """What must follow what on a sheet, in the order in which it is read."""
    if LAYOUTS[layout].get("of") == "hazard":
        words = phrases(lang)
        return [words["print_sign_danger"], words["print_sign_deep"], words["print_sign_no"], words["print_sign_call"], "114", "112", waters(place)[name]["name"]]
    if LAYOUTS[layout].get("of") == "pack":
        own = (Path("content/packs") / name / "pack.yaml").read_text(encoding="utf8")
        words = phrases(lang)
        discreet = re.search(r"^discreet: true", own, re.M)
        return [words["print_neutral"]] if discreet else []
    title, action, parts, discreet = lesson(name, lang)
    words = phrases(lang)
    opening = [title, action]
    heading = lambda role: [plain(parts[role][0])] if role in parts else []
    leads = [plain(lead) for lead in re.findall(r"^\d+\. \*\*(.*?)\*\*", parts["do"][1], re.M)]
    roles = re.search(r"^```contacts (.*)$", parts["call"][1], re.M)
    people = [words[f"role_{role}"] for role in roles[1].split()] if roles else []
    steps, called = heading("do") + leads, heading("call") + people
    if layout == "copier":
        # The names of the people stand after the waters, or before what to know of them.
        sides = words["print_photocopy" if pages == 1 else "print_photocopy_both"]
        return opening + heading("happens") + steps + heading("here") + called + [sides]
    if layout == "take-home":
        return [words["print_neutral"], words["print_numbers"], words["print_trusted"]] + called
    if layout == "large":
        # The numbers stand in the frame, before what else is said of it.
        return opening + heading("happens") + steps + heading("dont") + heading("here") + called
    if layout in ("poster", "poster-4", "poster-a3", "a5", "a6"):
        if discreet:
            return [words["print_numbers"] if layout in ("a5", "a6") else parts_short(name, lang, "poster")]
        return [parts_short(name, lang, "poster"), action]
    if layout == "wallet":
        # Of the made-up place all numbers are known; as many as there is room for are on the back.
        known = people[:2] if place == "xa-mau" else []
        return [words["print_numbers"] if discreet else parts_short(name, lang, "poster"), words["print_write_title"]] + known
    if layout == "worksheet":
        return [title, words["print_choose"], words["print_answers"]]
    if layout == "teacher":
        return opening + heading("activity") + [words["print_remember"], words["print_notes"]]
    if layout == "colouring":
        return [title, parts_short(name, lang, "poster"), words["print_copy_line"].split("{")[0], action, words["print_photocopy"]]
    if layout == "bilingual":
        first = lesson(name, LAYOUTS[layout]["beside"])
        both = lambda role: heading(role) + [plain(first[2][role][0])]
        return opening + list(first[:2]) + both("happens") + both("do") + called
    if layout == "checklist":
        # The name of a group spans its rows, and is drawn with any of them.
        things = [plain(thing) for thing in re.findall(r"^- (.*)$", parts["checklist"][1], re.M)]
        return opening + heading("checklist") + things + called
    if layout == "talk":
        return opening + heading("talk") + [words["print_remember"]] + called + [words["print_attendance"]] + ([] if discreet else [words["print_promise"]])
    cover = [words["print_neutral"]] if discreet else opening
    inside = opening + steps if discreet else steps
    back = [words["print_write_title"], words["print_fold"]]
    return cover + heading("happens") + back + inside + heading("dont") + heading("here") + called


# ------------------------------------------------------------------------------- the sheet


def operations(reader, pages=None):
    """Every operator of the pages, or of some, and of the forms they draw."""
    def walk(resources, content):
        yield from content.operations
        for form in (resources.get("/XObject") or {}).values():
            form = form.get_object()
            if form["/Subtype"] != "/Form":
                raise ValueError(f"a picture of pixels: {form['/Subtype']}")
            yield from walk(form["/Resources"].get_object(), ContentStream(form, reader))
    for page in pages or reader.pages:
        yield from walk(page["/Resources"], ContentStream(page.get_contents(), reader))


# The largest type of imprints and sources, and the fewest letters and lines to write on that are not alone.
SMALL, FEW_LETTERS, FEW_LINES = 9.8, 20, 4
FINGERPRINT = re.compile(r"\b[0-9A-Z]{5}-[0-9A-Z]{3}\b")


def alone_faults(file, reader, layout):
    """Pages that carry an imprint or sources, and nothing else."""
    if len(reader.pages) == 1:
        return
    for number, page in enumerate(reader.pages, 1):
        size, letters, lines = 0.0, Counter(), 0
        for operands, operator in operations(reader, [page]):
            operator = operator.decode()
            if operator == "Tf":
                size = float(operands[1])
            elif operator in ("TJ", "Tj"):
                pieces = operands[0] if operator == "TJ" else operands
                letters[size > SMALL] += sum(len(piece.original_bytes) // 2 for piece in pieces if hasattr(piece, "original_bytes"))
            elif operator == "S":
                lines += 1
        if letters[False] > FEW_LETTERS > letters[True] and lines < FEW_LINES:
            yield f"page {number} carries an imprint or sources alone"
        # In large print the imprint is as large as all else.
        text = told("pdftotext", "-raw", "-f", str(number), "-l", str(number), file, "-").decode()
        if layout == "large" and FINGERPRINT.search(text):
            before = text[: text.find(BASE.split("//")[-1].rstrip("/"))]
            if len(re.findall(r"\w", before)) < 2 * FEW_LETTERS:
                yield f"page {number} carries the imprint alone"


def title_faults(file, titles):
    """Titles of which a line is a word alone, though they have two words for each line."""
    lines = [line for line in told("pdftotext", "-raw", file, "-").decode().splitlines() if solid(line)]
    for title in filter(None, map(solid, titles)):
        for at in range(len(lines)):
            end, found = at, ""
            while end < len(lines) and title.startswith(found) and found != title:
                found += solid(lines[end])
                end += 1
            words = [len(line.split()) for line in lines[at:end]]
            if found == title and sum(words) >= 2 * len(words) > 2 and 1 in words:
                yield f"a line of one word in a title: {' / '.join(lines[at:end])}"
                break


def ink_faults(reader, black, khmer):
    """Colours, sizes of type and widths of rules."""
    colours, sizes = set(), set()
    for operands, operator in operations(reader):
        operator = operator.decode()
        if operator in ("scn", "SCN", "sc", "SC", "g", "G", "rg", "RG", "k", "K"):
            colours.add(tuple(float(value) for value in operands))
        elif operator == "Tf":
            sizes.add(round(float(operands[1]), 2))
        elif operator == "w" and float(operands[0]) < 0.5:
            yield f"a rule of {operands[0]} pt, thinner than a copier keeps"
        elif operator in ("sh", "Do") and operator == "sh":
            yield "a gradient"
    if black and not colours <= {(0.0,), (1.0,)}:
        yield f"inks other than black and white: {sorted(colours - {(0.0,), (1.0,)})}"
    if not black and not any(len(colour) == 3 and len(set(colour)) > 1 for colour in colours):
        yield "no colour on a sheet in colour"
    if min(sizes) < 9:
        yield f"type of {min(sizes)} pt"
    return sizes


def colour_inks(file):
    """How much cyan, magenta and yellow a printer with four inks lays on the pages."""
    pages = told("gs", "-q", "-r36", "-sDEVICE=inkcov", "-o", "-", file).decode().splitlines()
    if not pages or not all(page.endswith("CMYK OK") for page in pages):
        raise ValueError(f"{file}: its inks were not counted: {pages}")
    return sum(float(ink) for page in pages for ink in page.split()[:3])


def pixels(folder, file):
    """The pages as grey pixels, and whether anything on them is coloured."""
    told("pdftoppm", "-r", str(DPI), file, f"{folder}/page")
    pages, grey = [], True
    for path in sorted(Path(folder).glob("page*.ppm")):
        data = path.read_bytes()
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        wide, high = int(head[1]), int(head[2])
        red, green, blue = (data[head.end() + at :: 3] for at in range(3))
        grey = grey and red == green == blue
        pages.append((wide, high, green))
    return pages, grey


def at(millimetres):
    return round(millimetres / 25.4 * DPI)


def bare_faults(pages, folds, margin):
    """Nothing may be printed near an edge, which printers leave out, nor on a fold but the marks of it."""
    for (wide, high, page), lines in zip(pages, folds):
        edge, marks = at(margin), at(10)
        inked = lambda left, right, rows: any(page.find(b"\0", row * wide + left, row * wide + right) >= 0 for row in rows)
        for line in lines:
            for rows in range(edge, marks), range(high - marks, high - edge):
                if not inked(at(line - 0.5), at(line + 0.5), rows):
                    yield f"no mark to fold at {line} mm"
        stripes = [(0, edge, 0), (wide - edge, wide, 0)] + [(at(line - 6), at(line + 6), marks) for line in lines]
        for left, right, end in stripes:
            if inked(left, right, range(end, high - end)):
                yield f"ink between {left} and {right} of {wide} pixels across"
        if page.find(b"\0", 0, edge * wide) >= 0 or page.find(b"\0", (high - edge) * wide) >= 0:
            yield "ink at the upper or lower edge"


def code(folder, page, box):
    """What the square code says."""
    wide, high, data = page
    left, top, right, bottom = (at(side) for side in box)
    right, bottom = min(right, wide), min(bottom, high)
    if left >= right or top >= bottom:
        return "nothing: the paper is too small"
    rows = b"".join(data[row * wide + left : row * wide + right] for row in range(top, bottom))
    crop = Path(folder) / "code.pgm"
    crop.write_bytes(b"P5\n%d %d\n255\n" % (right - left, bottom - top) + rows)
    found = subprocess.run(["zbarimg", "-q", "--raw", str(crop)], capture_output=True, check=False)
    return found.stdout.decode().strip() or "nothing that zbar can read"


def faults(file, layout, lang, place, name):
    """Everything that is wrong with a sheet."""
    rule, khmer = LAYOUTS[layout], lang == "km"
    told("qpdf", "--check", file)
    size = os.path.getsize(file)
    if size > rule["bytes"][khmer]:
        yield f"{size} bytes, at most {rule['bytes'][khmer]}"
    reader = PdfReader(file)
    least, most = rule["pages"] if isinstance(rule["pages"], tuple) else (rule["pages"],) * 2
    if not least <= len(reader.pages) <= most:
        yield f"{len(reader.pages)} pages, not {rule['pages']}"
    for page in reader.pages:
        if any(abs(float(a) - b) > 1 for a, b in zip(page.mediabox[2:], rule["paper"])):
            yield f"paper of {page.mediabox[2:]} points"
    if reader.trailer["/Root"].get("/Lang") != lang:
        yield f"language {reader.trailer['/Root'].get('/Lang')}"
    sizes = yield from ink_faults(reader, rule["black"], khmer)
    # On a copier's sheet only the imprint and the word "draft" are smaller than 12 pt.
    small = {size for size in sizes if size < 12} - {9, 9.72, 10, 10.8}
    if layout == "copier" and small:
        yield f"type of {sorted(small)} pt on a sheet to be copied"
    if layout == "large" and min(sizes) < 18:
        yield f"type of {min(sizes)} pt in large print"
    if rule["black"] and colour_inks(file) > 0:
        yield "black that is mixed of several inks"
    yield from alone_faults(file, reader, layout)
    yield from title_faults(file, titles(name, lang, layout))
    fonts = told("pdffonts", file).decode().splitlines()[2:]
    if not fonts or not all(re.search(r"CID \S.*Identity-H +yes yes yes", font) for font in fonts):
        yield f"fonts that are not embedded as a subset with their letters: {fonts}"

    text = solid(told("pdftotext", "-raw", file, "-").decode())
    found = 0
    for words in filter(None, map(solid, expected(name, lang, layout, place, len(reader.pages)))):
        where = text.find(words, found)
        if where < 0:
            yield f"“{words}” does not follow in reading order"
        else:
            found = where + len(words)

    with tempfile.TemporaryDirectory() as folder:
        pages, grey = pixels(folder, file)
        if rule["black"] and not grey:
            yield "coloured pixels"
        yield from bare_faults(pages, rule["folds"], rule["margin"])
        if "code" not in rule:
            return
        address = code(folder, pages[rule.get("code_page", 0)], rule["code"])
    if rule.get("frame") and lesson(name, lang)[3]:
        # Whoever sees it scanned learns nothing of the lesson.
        if address != BASE.rstrip("/"):
            yield f"the code of a sheet that nobody may see holds {address}"
        return
    site = SHEETS / "site"
    twin = re.fullmatch(re.escape(BASE) + r"/(q/[0-9A-Z]{8}\.html)", address)
    if not twin:
        yield f"the code holds {address}"
    else:
        target = re.search(r'<a href="?(\.\./[^"\s>]+)', (site / twin[1]).read_text(encoding="utf8"))
        leads = os.path.normpath(os.path.join("q", target[1])) if target else None
        if leads != f"{lang}/{place}/{SLUGS.get(name, name)}.html" or not (site / leads).exists():
            yield f"the code leads to {leads}"


def judged(file):
    layout, name = file.parent.name, named(file)
    lang, place = file.parts[-4], file.parts[-3]
    try:
        return file, list(faults(str(file), layout, lang, place, name))
    except Exception as error:  # whatever goes wrong is told with its sheet
        return file, [f"{type(error).__name__}: {error}"]


# ------------------------------------------------------------------------------- the suite


def validated(files):
    """What veraPDF says of each file and standard."""
    lines = told(*VALIDATOR, *map(str, files)).decode().splitlines()
    return {(flavour, file): verdict for flavour, verdict, file in (line.split("\t") for line in lines)}


def gathered(files):
    """The files that hold all sheets of a layout: whole, each sheet on a front side, no font missing."""
    first = re.search(r"code: (\w+)", Path("campaign.yaml").read_text(encoding="utf8"))[1]
    sheets = {}
    for file in files:
        sheets.setdefault((file.parts[-3], file.parent.name, file.parts[-4]), []).append(file)
    for (place, layout, lang), members in sheets.items():
        end = "" if lang == first else f".{lang}"
        file = SHEETS / "print" / place / f"{layout}-all{end}.pdf"
        try:
            told("qpdf", "--check", file)
            reader, counts, rest = PdfReader(file), [], 0
            for member in map(PdfReader, members):
                # What stands apart, such as answers, follows all sheets, and begins on a front side.
                apart = member.named_destinations.get("apart")
                counts.append(member.get_destination_page_number(apart) if apart else len(member.pages))
                rest += len(member.pages) - counts[-1]
            fonts = told("pdffonts", file).decode().splitlines()[2:]
            # Only the last sheet may end on a front side.
            padded = [sum(counts) if max(counts) == 1 else sum(n + n % 2 for n in counts) - less for less in (0, 1)]
            if rest:
                padded = [padded[0] + padded[0] % 2 + rest]
            yield f"{file}: {len(reader.pages)} pages of {counts} and {rest}", len(reader.pages) in padded
            if layout == "worksheet" and lang != "km":
                answers = solid(phrases(lang)["print_answers"])
                with_answers = [answers in solid(page.extract_text()) for page in reader.pages]
                first_answers = with_answers.index(True)
                yield f"{file}: answers among the questions, from page {first_answers + 1}", first_answers == len(reader.pages) - rest and first_answers % 2 == 0
            yield f"{file}: {len(reader.outline)} bookmarks", len(reader.outline) == len(members)
            yield f"{file}: black of several inks", not LAYOUTS[layout]["black"] or colour_inks(file) == 0
            yield f"{file}: a font is not embedded", fonts and all(re.search(r"Identity-H +yes yes yes", font) for font in fonts)
        except Exception as error:  # whatever goes wrong is told with its file
            yield f"{file}: {error}", False


def folded(files):
    """Sheets to be folded: read in the order of folding they say what the pages say, and promise no more."""
    for file in files:
        layout = file.parent.name
        if "folded" not in LAYOUTS[layout]:
            continue
        single = Path(str(file).replace(f"/{layout}/", f"/{LAYOUTS[layout]['folded']}/"))
        sides, pages = PdfReader(file), PdfReader(single)
        total = 2 * len(sides.pages)
        yield f"{file}: {total} pages on its sides, not {len(pages.pages)}", total == -(-len(pages.pages) // 4) * 4
        half = lambda side, right: solid(told("pdftotext", "-raw", "-r", "72", "-f", str(side + 1), "-l", str(side + 1), "-x", "421" if right else "0", "-y", "0", "-W", "421", "-H", "596", str(file), "-").decode())
        page = lambda number: solid(told("pdftotext", "-raw", "-f", str(number + 1), "-l", str(number + 1), str(single), "-").decode())
        for number in range(total):
            sheet, place = divmod(min(number, total - 1 - number), 2)
            side = 2 * sheet + place
            right = (number < total / 2) == (place == 0)
            # The last has an imprint of its own, and says how to fold.
            same = half(side, right).endswith(str(total)) if number == total - 1 else half(side, right) == page(number)
            yield f"{file}: page {number + 1} is not on side {side + 1}", same
        root = sides.trailer["/Root"]
        yield f"{file}: tags on sheets to be folded", "/StructTreeRoot" not in root and not root.get("/MarkInfo", {}).get("/Marked")
        metadata = root["/Metadata"].get_data() if "/Metadata" in root else b""
        yield f"{file}: a standard that it does not keep", b"pdfaid" not in metadata and b"pdfuaid" not in metadata


def press_faults(file):
    """What is wrong with a sheet for a printing house: four inks, room to cut, and the words of the plain sheet."""
    place, lang, layout = file.parts[-4:-1]
    plain = SHEETS / "site" / lang / place / layout / file.name
    told("qpdf", "--check", file)
    reader, sheet = PdfReader(file), PdfReader(plain)
    if [len(reader.pages), reader.pdf_header] != [len(sheet.pages), "%PDF-1.4"]:
        yield f"{len(reader.pages)} pages, {reader.pdf_header}"
    for page, bare in zip(reader.pages, sheet.pages):
        wide, high = (float(side) for side in bare.mediabox[2:])
        for name, room in (("/MediaBox", 0), ("/BleedBox", 7), ("/TrimBox", 10)):
            # The paper is 10 mm larger than the sheet on each side.
            points, paper = room / 25.4 * 72, 20 / 25.4 * 72
            wanted = (points, points, wide + paper - points, high + paper - points)
            if any(abs(float(a) - b) > 0.1 for a, b in zip(page.get(name, [0] * 4), wanted)):
                yield f"{name} {page.get(name)}, not {wanted}"
        if "/Group" in page or page["/Resources"].get("/ColorSpace"):
            yield "colours that are reckoned on another way to the press"
    colour = not LAYOUTS[layout]["black"]
    for operands, operator in operations(reader):
        operator, values = operator.decode(), [str(value) for value in operands]
        if operator in ("rg", "RG", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "BI"):
            yield f"{' '.join(values)} {operator}"
        elif operator in ("k", "K"):
            inks = [float(value) for value in values]
            if not colour and any(inks[:3]):
                yield f"ink {inks} on a black sheet"
            if sum(inks) > 2.5 and inks != [1, 1, 1, 1]:
                yield f"too much ink: {inks}"
    if "/StructTreeRoot" in reader.trailer["/Root"]:
        yield "tags"
    words = lambda path: solid(told("pdftotext", "-raw", path, "-").decode())
    # Larger paper shows words that lie beside a sheet of A4 which is one of four.
    if layout != "poster-4" and words(file) != words(plain):
        yield "other words than the plain sheet"


def press_judged(file):
    try:
        return file, list(press_faults(file))
    except Exception as error:  # whatever goes wrong is told with its file
        return file, [f"{type(error).__name__}: {error}"]


def pressed():
    """The sheets for printing houses."""
    files = sorted(SHEETS.glob("press/*/*/*/*.pdf"))
    layouts = {file.parent.name for file in files}
    yield f"sheets for the press of {sorted(layouts)}", layouts == {name for name, rule in LAYOUTS.items() if "folded" not in rule}
    with ProcessPoolExecutor() as pool:
        for file, wrong in pool.map(press_judged, files, chunksize=4):
            yield f"{file}: {'; '.join(wrong[:5])}", not wrong


def controls(folder, sheet):
    """Of a leaflet in colour: sheets that must be refused, or the checks above prove nothing."""
    bare = Path(folder) / "bare.pdf"
    writer = PdfWriter(clone_from=str(sheet))
    for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo"):
        del writer.root_object[key]
    writer.write(str(bare))
    for flavour, verdict in ((key[0], value) for key, value in validated([bare]).items()):
        yield f"veraPDF refuses a sheet without tags and metadata ({flavour})", verdict != "ok"
    lang, place, _, _ = sheet.parts[-4:]
    seen = " ".join(faults(str(sheet), "copier", lang, place, named(sheet)))
    for fault in ("paper of", "inks other than", "coloured pixels", "mixed of several inks", "ink between", "on a sheet to be copied", "does not follow"):
        yield f"a leaflet in colour is no sheet to copy: {fault}", fault in seen


def formats():
    """A layout by its name, and a name that no layout has."""
    def loa(*arguments):
        command = ["cargo", "run", "-q", "--locked", "--", "build", "--as-of", "2026-11-23", "--lang", "vi", "--place", "chung"]
        return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    with tempfile.TemporaryDirectory() as folder:
        done = loa("--format", "trifold-colour", "--out", folder)
        made = {path.parent.name for path in Path(folder).glob("site/**/*.pdf")}
        bundles = {path.name for path in Path(folder).glob("print/**/*.pdf")}
        alone = made == {"trifold-colour"} and bundles == {"trifold-colour-all.pdf"}
        yield "a layout by name is made alone", done.returncode == 0 and alone and not list(Path(folder).rglob("*.html"))
        done = loa("--format", "trifoldd", "--out", f"{folder}/none", "--messages", "en")
        yield "an unknown name is told the nearest", done.returncode == 1 and "did you mean `trifold`?" in done.stderr and not Path(f"{folder}/none/site").exists()


# Where every sheet of a layout is held; elsewhere some are.
PLAIN = ("copier", "trifold", "trifold-colour")
LANGS, PLACES = ("vi", "en", "km"), ("chung", "loc-ninh", "xa-mau")


def is_full(file):
    lang, place, layout = file.parts[-4:-1]
    pairs = [("vi", "xa-mau"), ("km", "xa-mau")]
    if layout in PLAIN:
        pairs += [("vi", "chung"), ("vi", "loc-ninh"), ("en", "xa-mau")]
    return (lang, place) in pairs


def chosen(files):
    """The sheets that are held: of each layout, place and language, a sixth of the lessons, each time
    others; of communes that have the leaflets of a plain build alone, one."""
    names = sorted({file.stem for file in files})
    places = sorted({file.parts[-3] for file in files})
    for file in files:
        lang, place, layout = file.parts[-4:-1]
        turn = names.index(file.stem) + places.index(place) + LANGS.index(lang)
        few = "of" in LAYOUTS[layout] and place in PLACES
        if is_full(file) or few or turn % (6 if place in PLACES else len(names)) == 0:
            yield file


def read_by_all(files):
    """The sheets that every reader is to read the same: all of the two layouts that lessons ask for, and of
    each other layout some of one place. Of a poster on four sheets each reader cuts the words elsewhere."""
    names = sorted({file.stem for file in files})
    for file in files:
        place, layout = file.parts[-3:-1]
        plain = layout in ("copier", "trifold") and place in PLACES
        if plain or place == "xa-mau" and layout != "poster-4" and names.index(file.stem) % 8 == 0:
            yield file


def pictured(files):
    """Pictures of a sheet of each layout and language at print size, those in colour in grey too."""
    for layout in LAYOUTS:
        for lang in LANGS:
            sheets = [file for file in files if file.parent.name == layout and file.parts[-4:-2] == (lang, "xa-mau")]
            if not sheets:
                continue
            # The longest text shows most.
            sheet = max(sheets, key=lambda file: (file.stat().st_size, file.name))
            told("pdftoppm", "-r", str(DPI), "-png", sheet, LOOK / f"print-{layout}-{lang}")
            if not LAYOUTS[layout]["black"]:
                told("pdftoppm", "-r", str(DPI), "-gray", "-png", sheet, LOOK / f"print-{layout}-{lang}-grey")


def takes(lang, layout, name):
    """Whether a layout is made of a lesson in a language."""
    rule = LAYOUTS[layout]
    if "of" in rule:
        return True
    own, discreet = source(name, "vi"), lesson(name, "vi")[3]
    audience = re.search(r"^audience: (.*)$", own, re.M)[1]
    children = "children-" in audience
    carried = discreet and children and not re.search("carers|village", audience)
    first = rule.get("beside")
    translated = lang != first and any(Path("content/packs").glob(f"*/{name}/lesson.{lang}.md"))
    return (
        ("takes" not in rule or f"{{#{rule['takes']}}}" in source(name, lang))
        and ("young" not in rule or "children-6-10" in audience and not discreet)
        and ("leaflet" not in rule or bool(re.search(r"^leaflet: trifold", own, re.M)))
        and ("whole" not in rule or not carried)
        and ("secret" not in rule or rule["secret"] == discreet and (children or not discreet))
        and (first is None or translated)
    )


def main():
    files = sorted(SHEETS.glob("site/*/*/*/*.pdf"))
    # A parked lesson has no sheet.
    originals = Path("content/packs").glob("*/*/lesson.vi.md")
    lessons = {path.parent.name for path in originals if not re.search(r"^parked:", path.read_text("utf8"), re.M)}
    everywhere = [(lang, place) for lang in LANGS for place in PLACES]
    with open("content/places/units.csv", encoding="utf8") as table:
        communes = {file.parts[-3] for file in files} & {row["id"] for row in csv.DictReader(table)}
    plain = [(lang, place) for lang in ("vi", "en") for place in communes]
    wanted = lambda layout: everywhere + plain if layout == "copier" else everywhere
    made = {(file.parts[-4], file.parts[-3], file.parent.name, named(file)) for file in files}
    packs = {path.parent.name for path in Path("content/packs").glob("*/pack.yaml")}
    of = {"hazard": waters, "pack": lambda _: packs, "lesson": lambda _: lessons}
    names = lambda layout, place: of[LAYOUTS[layout].get("of", "lesson")](place)
    missing = [one for layout in LAYOUTS for pair in wanted(layout) for name in names(layout, pair[1]) if (one := (*pair, layout, name)) not in made and takes(pair[0], layout, name)]
    results = [(f"every lesson, pack and water has every sheet: {missing[:20]}", not missing)]
    results.append((f"{len(communes)} communes", len(communes) == 41))
    held = list(chosen(files))
    with ProcessPoolExecutor() as pool:
        for file, wrong in pool.map(judged, held, chunksize=4):
            results.append((f"{file}: {'; '.join(wrong)}", not wrong))
    tagged = [file for file in held if "folded" not in LAYOUTS[file.parent.name]]
    verdicts = validated(tagged)
    for flavour in ("2a", "ua1"):
        for file in tagged:
            verdict = verdicts.get((flavour, str(file)), "not judged")
            results.append((f"{file}: PDF/{flavour}: {verdict}", verdict == "ok"))
    with tempfile.TemporaryDirectory() as folder:
        results += controls(folder, next(file for file in files if file.parent.name == "trifold-colour" and file.parts[-3] == "xa-mau"))
    results += alike(read_by_all(files))
    results += formats()
    results += gathered(filter(is_full, files))
    results += folded(filter(is_full, files))
    results += pressed()

    failed = [what for what, good in results if not good]
    print("\n".join(failed))
    for layout in LAYOUTS:
        for lang in ("vi", "en", "km"):
            sizes = [file.stat().st_size for file in files if file.parent.name == layout and file.parts[-4] == lang]
            if sizes:
                print(f"{layout} {lang}: {len(sizes)} sheets, at most {max(sizes) // 1000} kB")
    LOOK.mkdir(exist_ok=True)
    pictured(files)
    print(f"{len(files)} sheets, {len(held)} held, {len(verdicts)} verdicts of veraPDF")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
