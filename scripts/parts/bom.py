"""What a binary is made of, as CycloneDX: `bom.py TARGET RUSTC CARGO-CYCLONEDX FILE`.

cargo-cyclonedx lists the crates. What differs from run to run or from machine to machine is taken out: the
time, the serial number, paths. The fonts in the binary and Rust's library are added.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

target, rustc, cyclonedx, file = sys.argv[1], sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4]).resolve()
repository = pathlib.Path(__file__).resolve().parents[2]
with tempfile.TemporaryDirectory() as folder:
    # It writes beside Cargo.toml, so it is given a copy.
    sources = ["git", "archive", "--format=tar", "HEAD", "Cargo.toml", "Cargo.lock", "src", "benches", "tests"]
    archive = subprocess.run(sources, cwd=repository, check=True, stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
    subprocess.run(
        [cyclonedx, "cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5", "--target", target, "--no-build-deps",
         "--override-filename", "made"], cwd=folder, check=True)
    text = pathlib.Path(folder, "made.json").read_text(encoding="utf-8")
    # Where Loa lay; a crate of the registry is named by its address there.
    text = re.sub(r"(path\+)?file://" + re.escape(os.path.realpath(folder)), "loa", text)
    text = text.replace(f"path+file://{folder}", "loa")
bom = json.loads(text)
bom.pop("serialNumber", None)
bom["metadata"].pop("timestamp", None)


def font(path):
    name = re.sub(r"-(Regular|Bold)$", r" \1", path.stem).replace("NotoSansKhmer", "Noto Sans Khmer").replace("NotoSans", "Noto Sans")
    return {
        "type": "file", "bom-ref": f"font/{path.name}", "name": name, "version": "as in themes/base/fonts/ORIGIN.md",
        "hashes": [{"alg": "SHA-256", "content": subprocess.check_output(["sha256sum", path], text=True).split()[0]}],
        "licenses": [{"license": {"id": "OFL-1.1"}}],
    }


fonts = [font(path) for path in sorted((repository / "themes/base/fonts").glob("*.ttf"))]
compiler = subprocess.check_output([rustc, "--version"], text=True).split()
library = {
    "type": "library", "bom-ref": "rust/std", "name": "std", "version": compiler[1], "description": "Rust's library",
    "licenses": [{"expression": "MIT OR Apache-2.0"}],
}
bom["components"] = sorted(bom["components"] + fonts + [library], key=lambda one: (one["name"], one["version"], one["bom-ref"]))
bom["dependencies"] = sorted(bom["dependencies"], key=lambda one: one["ref"])
for one in bom["dependencies"]:
    if "dependsOn" in one:
        one["dependsOn"].sort()
    if one["ref"] == bom["metadata"]["component"]["bom-ref"]:
        one["dependsOn"] = sorted(one.get("dependsOn", []) + [part["bom-ref"] for part in [*fonts, library]])
text = json.dumps(bom, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
version = tomllib.loads((repository / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
assert bom["metadata"]["component"]["version"] == version, "another version of Loa is listed"
for private in [str(repository), folder, os.path.expanduser("~") + "/"]:
    if private in text:
        sys.exit(f"release: the list of parts names {private}, a path of this machine")
file.write_text(text, encoding="utf-8")
print(f"release: {len(bom['components'])} parts are listed in {file.name}")
