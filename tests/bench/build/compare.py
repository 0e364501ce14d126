"""One corpus, four tools, one run: seconds by the clock, seconds of processor, and the most memory each held.

Hugo and Eleventy get the same texts in the same folders with the plainest layout that does a like job: each page with
the portal's own styles inlined, and lists of forty. They check nothing and make no search index; Pagefind makes one of
the pages that ours built. Runs are taken in turns, so that what disturbs the machine disturbs all.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

DAY = "2026-11-24"
LISTED = 40


def arguments():
    parser = argparse.ArgumentParser()
    for name in ["portal", "tools", "root", "work"]:
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--pages", default="1000,10000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--without", default="", help="names of tools to leave out, with commas")
    return parser.parse_args()


def texts(portal):
    """Title, date and body of every text, by its path below content/."""
    for path in sorted((portal / "content").rglob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in front.splitlines() if ": " in line and line[0] != " ")
        title = (fields.get("title") or fields["question"]).strip().strip('"')
        yield path.relative_to(portal / "content"), title, fields.get("published", DAY), body


def styles(page):
    return page.split("<style>", 1)[1].split("</style>", 1)[0]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def hugo(portal, folder, css):
    """A site for Hugo, with sections and their lists."""
    write(folder / "hugo.toml", f'baseURL = "https://example.vn/"\ntitle = "Đo"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
          f"[pagination]\npagerSize = {LISTED}\n")
    base = (f"<!doctype html><html lang=vi><head><meta charset=utf-8><title>{{{{ .Title }}}}</title><style>{css}</style>"
            '</head><body><header><a href="/">Đo</a></header><main>{{ block "main" . }}{{ end }}</main></body></html>')
    write(folder / "layouts/_default/baseof.html", base)
    write(folder / "layouts/_default/single.html",
          '{{ define "main" }}<article><h1>{{ .Title }}</h1>{{ .Content }}</article>'
          '{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}')
    write(folder / "layouts/_default/list.html",
          '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .RegularPages).Pages }}<li><a href="{{ .RelPermalink }}">'
          "{{ .Title }}</a> {{ .Summary | plainify | truncate 160 }}</li>{{ end }}</ul>{{ template \"_internal/pagination.html\" . }}{{ end }}")
    for path, title, day, body in texts(portal):
        write(folder / "content" / path, f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: {day}\n---\n{body}")


def eleventy(portal, folder, css):
    """The same for Eleventy."""
    write(folder / "src/_includes/page.njk",
          f"<!doctype html><html lang=vi><head><meta charset=utf-8><title>{{{{ title }}}}</title><style>{css}</style></head>"
          '<body><header><a href="/">Đo</a></header><main><article><h1>{{ title }}</h1>{{ content | safe }}</article></main></body></html>')
    sections = set()
    for path, title, _, body in texts(portal):
        sections.add(path.parts[0])
        write(folder / "src" / path, f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nlayout: page.njk\ntags: {path.parts[0]}\n---\n{body}")
    for section in sections:
        write(folder / f"src/{section}.njk",
              f"---\npagination:\n  data: collections.{section}\n  size: {LISTED}\n  alias: items\ntitle: {section}\nlayout: page.njk\n"
              f"permalink: \"/{section}/{{{{ pagination.pageNumber }}}}/\"\n---\n"
              '<ul>{% for item in items %}<li><a href="{{ item.url }}">{{ item.data.title }}</a></li>{% endfor %}</ul>')
    # Plain Markdown, as with ours and with Hugo: braces in a text are no commands.
    write(folder / "eleventy.config.mjs",
          'export default (config) => ({ dir: { input: "src", output: "out" }, markdownTemplateEngine: false });\n')


def measured(command, cwd):
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.monotonic() - start
    if status != 0:
        sys.exit(f"{command[0]} failed:\n{output.decode(errors='replace')[-2000:]}")
    return clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def tools(options, folder):
    """Name, folders to remove before each run, command, folder to run it in."""
    portal, dist = folder / "portal", folder / "dist"
    bin = options.tools / "node_modules"
    build = [options.portal, "build", "--no-client", "--today", DAY, "--root", portal, "--out", dist]
    css = None
    measured(build, folder)
    css = styles((dist / "index.html").read_text(encoding="utf-8"))
    built = folder / "built"
    shutil.copytree(dist, built)
    hugo(portal, folder / "hugo", css)
    eleventy(portal, folder / "eleventy", css)
    rows = [
        ("portal", [dist, folder / ".dist.former", folder / ".dist.state"], build, folder),
        ("hugo", [folder / "hugo/public"], [options.tools / "python/bin/hugo", "--quiet"], folder / "hugo"),
        ("eleventy", [folder / "eleventy/out"], ["node", bin / "@11ty/eleventy/cmd.cjs", "--quiet"], folder / "eleventy"),
        ("pagefind", [built / "pagefind"], ["node", bin / "pagefind/lib/runner/bin.cjs", "--site", built], folder),
    ]
    left_out = options.without.split(",")
    return [row for row in rows if row[0] not in left_out]


def main():
    options = arguments()
    for name in ["portal", "tools", "root", "work"]:
        setattr(options, name, getattr(options, name).absolute())
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {time.strftime('%Y-%m-%d')}\n")
    print("| pages | tool | clock | processor | memory | clock / portal | processor / portal |")
    print("|---|---|---|---|---|---|---|")
    for pages in options.pages.split(","):
        folder = options.work / pages
        folder.mkdir()
        measured([options.portal, "bench-corpus", pages, folder / "portal", "--root", options.root], folder)
        rows = tools(options, folder)
        runs = {name: [] for name, *_ in rows}
        for _ in range(options.runs):
            for name, remove, command, cwd in rows:
                for path in remove:
                    if path.is_dir():
                        shutil.rmtree(path)
                    elif path.exists():
                        path.unlink()
                runs[name].append(measured(command, cwd))
        medians = {name: [statistics.median(column) for column in zip(*of)] for name, of in runs.items()}
        own = medians.get("portal")
        for name, (clock, processor, memory) in medians.items():
            ratios = f"{clock / own[0]:.1f} | {processor / own[1]:.1f}" if own else " | "
            print(f"| {pages} | {name} | {clock:.2f} s | {processor:.2f} s | {memory:.0f} MiB | {ratios} |", flush=True)
        shutil.rmtree(folder)


main()
