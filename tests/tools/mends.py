"""Applies what messages propose, and looks whether it helps: mends.py PROGRAM SCRATCH CASE...

Each replacement that `check --format json` gives for a contract is put into its text alone. Then this message must be
gone from its line, and no mistake of spelling or syntax (E01xx, E02xx) may have come in its place."""
import collections
import json
import os
import subprocess
import sys

program, scratch, cases = sys.argv[1], sys.argv[2], sys.argv[3:]


def diagnostics(path, folder):
    """What check says of the file; files that it uses stand in the folder. None if it says no JSON."""
    run = subprocess.run([program, "check", "-I", folder, "--format", "json", path], capture_output=True, check=False)
    try:
        return json.loads(run.stdout)["diagnostics"]
    except ValueError:
        return None


def places(found):
    return collections.Counter((one["code"], one["line"]) for one in found)


passed = failed = 0
for case in cases:
    folder = os.path.dirname(case) or "."
    with open(case, "rb") as file:
        text = file.read()
    found = diagnostics(case, folder) or []
    for one in found:
        mend = one.get("replacement")
        if not mend or one["file"] != case:
            continue
        mended = os.path.join(scratch, os.path.basename(case))
        with open(mended, "wb") as file:
            file.write(text[: mend["start"]] + mend["text"].encode() + text[mend["end"] :])
        before, after = places(found), places(diagnostics(mended, folder) or [])
        place = (one["code"], one["line"])
        came = [f"{code} on line {line}" for code, line in after - before if code[:3] in ("E01", "E02")]
        if after[place] >= before[place]:
            came.append(f"{one['code']} is still there")
        if not came:
            passed += 1
            continue
        failed += 1
        print(f"FAILED {case}:{one['line']}: {one['message']}: `{mend['text']}`: {', '.join(came)}")
print(f"mends: {passed} passed, {failed} failed")
sys.exit(failed > 0 or passed == 0)
