"""What the templates and the code say, compared with what the catalogues hold."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import write_po

from backend.core.i18n.catalogues import LOCALES, read_catalogue

# Folders that belong to no slice: their words are the shell's, in web.po.
_SHELL = {"layouts", "components", "errors", "static", "locale", "core", "jobs", "migrations", "web"}
_CODED = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)+")
_PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "en": "nplurals=2; plural=(n != 1);"}
_JINJA = {"extensions": "jinja2.ext.do", "silent": "false"}
_KEYWORDS = {**DEFAULT_KEYWORDS, "Reason": None}

Key: TypeAlias = tuple[str | None, str]


@dataclass(frozen=True)
class Said:
    """A msgid found in a template or in the code: in which file, and of which slice that is."""

    id: str | tuple[str, ...]
    context: str | None
    path: Path
    slice: str

    @property
    def key(self) -> Key:
        return self.context, self.id if isinstance(self.id, str) else self.id[0]


def is_coded(msgid: str) -> bool:
    """Tell a key such as « error.circle_full », which both languages must word, from English text."""
    return bool(_CODED.fullmatch(msgid))


def said(root: Path) -> dict[Key, Said]:
    """Return every msgid of the product under `root`, by context and id."""
    slices = {
        path.name for top in ("backend", "ui_templates") for path in (root / top).iterdir() if path.is_dir()
    }
    found: dict[Key, Said] = {}
    for path in sorted(_sources(root)):
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        with path.open("rb") as file:
            for _line, msgid, _comments, context in extract(method, file, _KEYWORDS, options=_JINJA):
                message = Said(msgid, context, path, _slice_of(path.relative_to(root), slices - _SHELL))
                found.setdefault(message.key, message)
    return found


def held(locale_root: Path, locale: str) -> dict[Key, tuple[str, Message]]:
    """Return every entry of a language's catalogues with the first noun whose file holds it."""
    entries: dict[Key, tuple[str, Message]] = {}
    for noun, message in _entries(locale_root, locale):
        entries.setdefault(_key(message), (noun, message))
    return entries


def held_again(locale_root: Path, locale: str) -> list[tuple[str, Key]]:
    """Return the entries that an earlier file of the language holds already, with the noun of the later."""
    first = held(locale_root, locale)
    later = ((noun, _key(message)) for noun, message in _entries(locale_root, locale))
    return [(noun, key) for noun, key in later if first[key][0] != noun]


def update(root: Path) -> None:
    """Add what is said and not held, drop English text that nothing says any more.

    What two files hold stays in the first of them. A catalogue that no word joins or leaves is not written,
    and one that they all leave goes.
    """
    spoken, locale_root = said(root), root / "ui_templates" / "locale"
    entries = {locale: held(locale_root, locale) for locale in LOCALES}
    nouns = _nouns(spoken, {key: noun for words in entries.values() for key, (noun, _) in words.items()})
    for locale, words in entries.items():
        wanted = {key: message for key, message in spoken.items() if locale != "en" or is_coded(key[1])}
        new = wanted.keys() - words.keys()
        stale = {key for key in words.keys() - wanted.keys() if not is_coded(key[1])}
        changed = {nouns[key] for key in new} | {words[key][0] for key in stale}
        changed |= {noun for noun, _ in held_again(locale_root, locale)}
        files = {noun: Catalog(locale=locale) for noun in changed}
        for key, (noun, entry) in words.items():
            if noun in files and key not in stale:
                files[noun].add(entry.id, entry.string, context=entry.context)
        for key in new:
            files[nouns[key]].add(wanted[key].id, context=wanted[key].context)
        for noun, catalogue in files.items():
            _write(locale_root / locale / f"{noun}.po", catalogue)


def missing(root: Path) -> list[str]:
    """Return one line per msgid without French, coded key that a language lacks, stale or double entry."""
    spoken, locale_root = said(root), root / "ui_templates" / "locale"
    entries = {locale: held(locale_root, locale) for locale in LOCALES}
    worded = {locale: {key for key, (_, m) in entries[locale].items() if _is_worded(m)} for locale in LOCALES}
    coded = {key for key in spoken.keys() | entries["fr"].keys() | entries["en"].keys() if is_coded(key[1])}
    return sorted(
        [f"no French: {key[1]}" for key in spoken.keys() - coded - worded["fr"]]
        + [f"no wording in {locale}: {key[1]}" for locale in LOCALES for key in coded - worded[locale]]
        + [
            f"stale in {locale}: {k[1]}"
            for locale in LOCALES
            for k in entries[locale].keys() - coded - spoken.keys()
        ]
        + [
            f"twice in {locale}, {entries[locale][key][0]} and {noun}: {key[1]}"
            for locale in LOCALES
            for noun, key in held_again(locale_root, locale)
        ]
    )


def _entries(locale_root: Path, locale: str) -> Iterator[tuple[str, Message]]:
    for path in sorted((locale_root / locale).glob("*.po")):
        for message in read_catalogue(path, locale):
            if message.id:
                yield path.stem, message


def _sources(root: Path) -> Iterator[Path]:
    yield from (root / "ui_templates").rglob("*.html")
    yield from (root / "ui_templates").rglob("*.txt")
    for top in ("backend", "schema"):
        yield from (root / top).rglob("*.py")


def _slice_of(path: Path, slices: set[str]) -> str:
    names = (path.parts[1], path.stem)
    return next((name for name in names if name in slices), "web")


def _nouns(spoken: dict[Key, Said], known: dict[Key, str]) -> dict[Key, str]:
    """The catalogue of each word: its own, else that of its file's words, else its file's or its slice's."""
    around: dict[Path, Counter[str]] = defaultdict(Counter)
    for key, message in spoken.items():
        if key in known:
            around[message.path][known[key]] += 1
    found, names = dict(known), set(known.values())
    for key, message in spoken.items():
        likeliest = [noun for noun, _ in around[message.path].most_common(1)]
        alone = message.path.stem if message.path.stem in names else message.slice
        found.setdefault(key, likeliest[0] if likeliest else alone)
    return found


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _is_worded(message: Message) -> bool:
    return bool(message.string) if isinstance(message.string, str) else all(message.string or [""])


def _write(path: Path, catalogue: Catalog) -> None:
    if not len(catalogue):
        path.unlink(missing_ok=True)
        return
    body = BytesIO()
    # Neither positions nor dates: two branches that add words to a slice should merge in peace.
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    lines = ("Content-Type: text/plain; charset=utf-8", f"Language: {catalogue.locale}")
    plural = f"Plural-Forms: {_PLURALS[str(catalogue.locale)]}"
    header = "".join(f'"{line}\\n"\n' for line in (*lines, plural))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f'msgid ""\nmsgstr ""\n{header}\n'.encode() + body.getvalue().strip(b"\n") + b"\n")
