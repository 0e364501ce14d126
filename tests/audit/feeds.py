"""Reads Atom feeds with feedparser and says what RFC 4287 asks for and they lack: `feeds.py FILE…`."""

import sys

import feedparser


def faults(path):
    with open(path, "rb") as file:
        read = feedparser.parse(file.read())
    if read.bozo:
        yield f"not well-formed: {read.bozo_exception}"
    if read.version != "atom10":
        yield f"read as “{read.version}”, not as Atom 1.0"
    for name, thing in [("feed", read.feed), *((f"entry {at + 1}", entry) for at, entry in enumerate(read.entries))]:
        for key in ("id", "title", "updated_parsed", "links"):
            if not thing.get(key):
                yield f"{name} has no {key}"
        if not str(thing.get("id")).startswith("https://"):
            yield f"{name}: its id is no whole address"
        if not any(link.rel == "alternate" for link in thing.get("links", [])):
            yield f"{name} leads to no page"
    if not any(link.rel == "self" for link in read.feed.get("links", [])):
        yield "the feed does not name itself"
    if not read.feed.get("author"):
        yield "nobody answers for the feed"
    ids = [entry.get("id") for entry in read.entries]
    if not ids or len(set(ids)) != len(ids):
        yield f"{len(ids)} entries with {len(set(ids))} ids"


found = [f"{path}: {fault}" for path in sys.argv[1:] for fault in faults(path)]
print("\n".join(found) if found else f"feedparser {feedparser.__version__}: {len(sys.argv) - 1} feeds read")
sys.exit(bool(found))
