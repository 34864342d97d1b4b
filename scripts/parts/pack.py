"""Packs a folder, so that the same files give the same bytes: `pack.py FOLDER TOP ARCHIVE`.

Names are sorted, times are that of SOURCE_DATE_EPOCH, owners and permissions are fixed. All lies in one
folder, TOP.
"""
import gzip
import io
import os
import pathlib
import sys
import tarfile
import time
import unicodedata
import zipfile

PROGRAMS = {"loa", "loa.exe"}


def entries(folder):
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            sys.exit(f"release: {name} is neither a file nor a folder")
        if unicodedata.normalize("NFC", name) != name:
            sys.exit(f"release: the letters of {name} are not composed")
        if path.is_file():
            found[name] = path.read_bytes()
    return sorted(found.items())


def mode(name):
    return 0o755 if name in PROGRAMS else 0o644


def zipped(files, top, epoch):
    out = io.BytesIO()
    # The time of an entry is in steps of two seconds, and begins with 1980.
    when = time.gmtime(max(epoch, 315532800))[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(f"{top}/{name}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100000 | mode(name)) << 16
            archive.writestr(entry, data)
    return out.getvalue()


def tarred(files, top, epoch):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        folders = {top}
        for name, _ in files:
            parts = name.split("/")[:-1]
            folders.update("/".join([top, *parts[: n + 1]]) for n in range(len(parts)))
        every = [(folder, None) for folder in folders] + [(f"{top}/{name}", data) for name, data in files]
        for name, data in sorted(every, key=lambda one: one[0]):
            entry = tarfile.TarInfo(name)
            entry.mtime = epoch
            entry.uname = entry.gname = "root"
            if data is None:
                entry.type, entry.mode = tarfile.DIRTYPE, 0o755
                archive.addfile(entry)
            else:
                entry.size, entry.mode = len(data), mode(name.removeprefix(f"{top}/"))
                archive.addfile(entry, io.BytesIO(data))
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, packed, mtime=epoch) as stream:
        stream.write(out.getvalue())
    return packed.getvalue()


folder, top, archive = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
pack = zipped if archive.suffix == ".zip" else tarred
archive.write_bytes(pack(entries(folder), top, int(os.environ["SOURCE_DATE_EPOCH"])))
