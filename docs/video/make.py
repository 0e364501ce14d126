#!/usr/bin/env python3
"""Makes the lesson videos: silent slides of large text, with captions and a poster.

    docs/video/make.py tang-ca            makes content/media/tang-ca.mp4, .vtt and .jpg from docs/video/tang-ca.slides
    docs/video/make.py                    makes all
    docs/video/make.py --check            makes nothing; says whether captions, chapters and figures still agree

Needs ffmpeg, chromium and the DejaVu fonts (apt-get install ffmpeg chromium fonts-dejavu-core). docs/video.md tells how
slides are written.
"""
import html
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass, field

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SLIDES = REPOSITORY / "docs/video"
LESSONS = REPOSITORY / "content/lesson"
MEDIA = REPOSITORY / "content/media"

WIDTH, HEIGHT, FRAMES_PER_SECOND = 854, 480, 10
# Slower than subtitles for films (15 to 17 letters a second): some viewers read little, most read beside other noise.
LETTERS_PER_SECOND = 12
SHORTEST_CUE = 3.0
# Two lines of a caption on a narrow phone.
LONGEST_CUE = 90
# Seconds; shorter says too little, longer is no short video.
SHORTEST_VIDEO, LONGEST_VIDEO = 60, 150
# Chromium paints no picture higher than 16,384 pixels.
FRAMES_PER_STRIP = 30
# What stands on a slide; "say" is the caption, after which the next line appears.
SHOWN = ("title", "text", "note", "step", "row", "total", "sum", "quote", "law")
FIGURE = re.compile(r"\d+(?:[.,/]\d+)*%?")
# "1. ", "2. ": the place in a list, which is no figure.
COUNT = re.compile(r"\b\d\. ")


# Run by the browser after drawing: says in its log which words do not fit on their slide.
OVERFLOW = """
for (const frame of document.querySelectorAll('.frame')) {
  const room = frame.getBoundingClientRect();
  const inside = (box) => box.right <= room.right - 20 && box.top >= room.top + 16 && box.bottom <= room.top + 388;
  for (const line of frame.querySelectorAll('span')) {
    if (!inside(line.getBoundingClientRect())) console.log('DOES NOT FIT: ' + line.textContent);
  }
  const [body, law] = [frame.querySelector('.body'), frame.querySelector('.law')];
  if (law && body.getBoundingClientRect().bottom > law.querySelector('span').getBoundingClientRect().top)
    console.log('DOES NOT FIT: ' + law.textContent);
}
"""


class Fault(Exception):
    """A sentence for whoever wrote the slides."""


@dataclass
class Slide:
    """Lines appear one after the other: `appears[i]` is the number of the caption with which `lines[i]` comes."""

    chapter: str | None
    lines: list[tuple[str, str]] = field(default_factory=list)
    appears: list[int] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)


@dataclass
class Script:
    """`checked` is the day on which the words were compared with the law, as 24/11/2026."""

    lesson: str
    checked: str
    slides: list[Slide]


@dataclass
class Cue:
    start: float
    end: float
    text: str


def read(name: str, text: str) -> Script:
    """Slides from their text; a Fault names the line."""
    head, slides = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        place = f"{name}:{number}"
        line = line.strip()
        if not line:
            continue
        if unicodedata.normalize("NFC", line) != line:
            raise Fault(f"{place}: write marks in NFC")
        if line == "---" or line.startswith("# "):
            slides.append(Slide(line[2:] if line.startswith("# ") else None))
            continue
        key, _, value = line.partition(": ")
        if not slides:
            head[key] = value
            continue
        value = value.replace("{checked}", head.get("checked", "?"))
        if key == "say":
            if len(value) > LONGEST_CUE:
                raise Fault(f"{place}: {len(value)} letters, a caption has at most {LONGEST_CUE}")
            slides[-1].captions.append(value)
        elif key in SHOWN:
            slides[-1].lines.append((key, value))
            slides[-1].appears.append(len(slides[-1].captions))
        else:
            raise Fault(f"{place}: “{key}” is none of say, {', '.join(SHOWN)}")
    if not slides or not head.keys() >= {"lesson", "checked"}:
        raise Fault(f"{name}: needs “lesson: …”, “checked: …” and slides")
    return Script(head["lesson"], head["checked"], slides)


def cues(script: Script) -> list[list[Cue]]:
    """The captions of each slide. A slide stands as long as its captions take to read, in whole seconds."""
    start, shown = 0.0, []
    for slide in script.slides:
        seconds = [max(SHORTEST_CUE, len(caption) / LETTERS_PER_SECOND) for caption in slide.captions]
        stretch = math.ceil(sum(seconds)) / sum(seconds)
        at, here = start, []
        for caption, length in zip(slide.captions, seconds):
            here.append(Cue(round(at, 1), round(at + length * stretch, 1), caption))
            at += length * stretch
        start = here[-1].end = float(round(at))
        shown.append(here)
    return shown


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def judge(name: str, script: Script, lesson: str) -> None:
    """Captions say all that slides show; slides give no figure that the lesson does not; the length is right."""
    said = set()
    for number, slide in enumerate(script.slides, 1):
        if not slide.captions or any(appears >= len(slide.captions) for appears in slide.appears):
            raise Fault(f"{name}: slide {number}: every line needs a “say” after it")
        said.update(word for caption in slide.captions for word in words(caption))
        for key, line in slide.lines:
            silent = [word for word in words(line) if word not in said]
            if silent:
                raise Fault(f"{name}: slide {number}: no caption says “{' '.join(silent)}” of “{line}”")
    known = {script.checked, *FIGURE.findall(lesson)}
    for slide in script.slides:
        shown = [line for key, line in slide.lines if key != "step"]
        for line in shown + slide.captions:
            new = set(FIGURE.findall(COUNT.sub("", line))) - known
            if new:
                raise Fault(f"{name}: the lesson does not say {', '.join(sorted(new))}: “{line}”")
    total = cues(script)[-1][-1].end
    if not SHORTEST_VIDEO <= total <= LONGEST_VIDEO:
        raise Fault(f"{name}: {total:.0f} s, not {SHORTEST_VIDEO} to {LONGEST_VIDEO}")


def stamp(seconds: float) -> str:
    whole, tenths = divmod(round(seconds * 10), 10)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{tenths}00"


def captions(timed: list[list[Cue]]) -> str:
    blocks = [f"{stamp(cue.start)} --> {stamp(cue.end)}\n{cue.text}\n" for slide in timed for cue in slide]
    return "\n".join(["WEBVTT\n", *blocks])


def chapters(script: Script, timed: list[list[Cue]]) -> str:
    """Lines for the lesson's front matter."""
    lines = ["chapters:"]
    for slide, here in zip(script.slides, timed):
        if slide.chapter:
            minutes, seconds = divmod(round(here[0].start), 60)
            lines += [f'  - at: "{minutes}:{seconds:02}"', f'    title: "{slide.chapter}"']
    return "\n".join(lines) + "\n"


def draw_line(key: str, value: str, seen: bool) -> str:
    parts = [f"<span>{html.escape(part.strip())}</span>" for part in value.split("|")]
    return f'<p class="{key}"{"" if seen else " hidden"}>{"".join(parts)}</p>'


def draw_frame(slide: Slide, caption: int, done: float) -> str:
    """One slide as it looks while one of its captions is shown; what comes later keeps its place."""
    groups = {"step": "", "body": "", "law": ""}
    for (key, value), appears in zip(slide.lines, slide.appears):
        groups[key if key in groups else "body"] += draw_line(key, value, appears <= caption)
    plain = " title" if slide.lines[0][0] == "title" else ""
    return (
        f'<section class="frame{plain}"><i style="width:{done:.2%}"></i>'
        f'<div>{groups["step"]}<div class="body">{groups["body"]}</div></div>{groups["law"]}</section>'
    )


def page(frames: list[str]) -> str:
    site = (REPOSITORY / "site/assets/style.css").read_text()
    tokens = re.search(r"^:root \{.*?^\}", site, re.M | re.S)[0].replace("light dark", "light")
    style = (SLIDES / "slides.css").read_text()
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{tokens}{style}</style>'
        f"{''.join(frames)}<script>{OVERFLOW}</script>"
    )


def run(*command: object) -> str:
    """What the command wrote to its log; a Fault when it fails."""
    ran = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if ran.returncode:
        raise Fault(f"{command[0]} failed:\n{ran.stderr}")
    return ran.stderr


def ffmpeg(*arguments: object) -> None:
    run("ffmpeg", "-nostdin", "-v", "error", "-y", *arguments)


def paint(frames: list[str], folder: pathlib.Path) -> list[pathlib.Path]:
    """A picture of each frame, drawn by the browser with the site's own colours."""
    pictures = []
    for first in range(0, len(frames), FRAMES_PER_STRIP):
        part = frames[first : first + FRAMES_PER_STRIP]
        (folder / "page.html").write_text(page(part))
        strip = folder / "strip.png"
        log = run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                  "--enable-logging=stderr", f"--window-size={WIDTH},{HEIGHT * len(part)}", f"--screenshot={strip}",
                  folder / "page.html")
        if too_much := sorted(set(re.findall(r"DOES NOT FIT: [^\n]*(?=\", source)", log))):
            raise Fault("\n".join(too_much))
        ffmpeg("-i", strip, "-vf", f"untile=1x{len(part)}", "-start_number", first, folder / "frame-%03d.png")
        pictures += [folder / f"frame-{number:03}.png" for number in range(first, first + len(part))]
    return pictures


def make(name: str, script: Script, out: pathlib.Path) -> None:
    """Writes video, captions and poster."""
    timed = cues(script)
    total = timed[-1][-1].end
    (out / f"{name}.vtt").write_text(captions(timed))
    frames = [
        draw_frame(slide, number, cue.end / total)
        for slide, here in zip(script.slides, timed)
        for number, cue in enumerate(here)
    ]
    with tempfile.TemporaryDirectory() as folder:
        pictures = paint(frames, pathlib.Path(folder))
        lengths = [cue.end - cue.start for here in timed for cue in here]
        shown = "".join(f"file '{file}'\nduration {length:.1f}\n" for file, length in zip(pictures, lengths))
        reel = pathlib.Path(folder) / "reel.txt"
        # The demuxer ignores the last length unless a picture follows.
        reel.write_text(f"{shown}file '{pictures[-1]}'\n")
        starts = ",".join(f"{here[0].start:.1f}" for here in timed)
        ffmpeg("-f", "concat", "-safe", 0, "-i", reel, "-t", total,
               "-vf", f"fps={FRAMES_PER_SECOND},format=yuv420p", "-an",
               "-c:v", "libx264", "-profile:v", "baseline", "-level", "3.0", "-preset", "veryslow", "-tune", "stillimage",
               "-crf", 27, "-g", 100, "-force_key_frames", starts, "-threads", 1,
               "-map_metadata", -1, "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart",
               out / f"{name}.mp4")
        cover = pictures[len(timed[0]) - 1]
        ffmpeg("-i", cover, "-vf", "scale=640:360,format=yuvj420p", "-q:v", 7, "-map_metadata", -1, "-fflags", "+bitexact",
               out / f"{name}.jpg")
    for suffix in ("mp4", "vtt", "jpg"):
        file = out / f"{name}.{suffix}"
        print(f"{file.stat().st_size:>8,} bytes  {file.relative_to(REPOSITORY)}")
    print(f"{total:.0f} seconds. In content/lesson/{script.lesson}.md:\n{chapters(script, timed)}")


def compare(name: str, script: Script, lesson: str) -> None:
    """What was made agrees with its slides."""
    timed = cues(script)
    if (MEDIA / f"{name}.vtt").read_text() != captions(timed):
        raise Fault(f"{name}: the slides changed since the video was made: docs/video/make.py {name}")
    if chapters(script, timed) not in lesson:
        raise Fault(f"content/lesson/{script.lesson}.md needs:\n{chapters(script, timed)}")


def main(arguments: list[str]) -> int:
    check = "--check" in arguments
    names = [name for name in arguments if name != "--check"] or sorted(file.stem for file in SLIDES.glob("*.slides"))
    for name in names:
        file = SLIDES / f"{name}.slides"
        script = read(str(file.relative_to(REPOSITORY)), file.read_text())
        lesson = (LESSONS / f"{script.lesson}.md").read_text()
        judge(name, script, lesson)
        if check:
            compare(name, script, lesson)
            continue
        day, month, year = script.checked.split("/")
        # Only here: a later review that found nothing to change must not ask for a new video.
        if f"reviewed: {year}-{month}-{day}\n" not in lesson:
            raise Fault(f"{name}: the lesson was not reviewed on {script.checked}; compare the slides with it anew")
        make(name, script, MEDIA)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Fault as fault:
        sys.exit(str(fault))
