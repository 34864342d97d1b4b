"""The crates whose code is in the binary of a target."""
import json
import subprocess


def metadata(target):
    words = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    return json.loads(subprocess.check_output(words))["packages"]


def in_binary(target):
    """Their packages in order, without Loa itself. What only builds them, or writes code for them, stays out."""
    words = ["cargo", "tree", "--locked", "--target", target, "--edges", "normal,no-proc-macro", "--prefix", "none",
             "--format", "{p}"]
    named = set()
    for line in subprocess.check_output(words, text=True).splitlines():
        parts = line.split()
        if len(parts) >= 2:
            named.add((parts[0], parts[1].removeprefix("v")))
    packages = [package for package in metadata(target) if (package["name"], package["version"]) in named]
    assert len(packages) == len(named), "a crate is in the tree and not in the metadata"
    return sorted((one for one in packages if one["name"] != "loa"), key=lambda one: (one["name"], one["version"]))
