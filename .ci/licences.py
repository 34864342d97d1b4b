"""Every dependency has a licence that lets the binary be given away."""
import json
import re
import subprocess
import sys

ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0",
    "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "NCSA", "OFL-1.1", "Ubuntu-font-1.0", "Unicode-3.0", "Unlicense", "Zlib",
}

metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--locked"]))
refused = []
for package in metadata["packages"]:
    expression = (package["license"] or "").replace("/", " OR ")
    # An alternative is enough; everything joined by AND is needed.
    needed = re.split(r"\s+AND\s+", expression.replace("(", "").replace(")", ""))
    if not all(any(name.strip() in ALLOWED for name in part.split(" OR ")) for part in needed):
        refused.append(f"{package['name']} {package['version']}: {expression or 'no licence named'}")
print(f"{len(metadata['packages'])} packages, {len(refused)} refused")
sys.exit("\n".join(refused) if refused else 0)
