"""The words of `/privacy` and `/imprint`; the longer texts lie beside this file, in plain language."""

from pathlib import Path

from server.words import Language

TITLES: dict[Language, dict[str, str]] = {
    "de": {"privacy": "Datenschutz", "imprint": "Impressum", "other": "English"},
    "en": {"privacy": "Privacy", "imprint": "Imprint", "other": "Deutsch"},
}

FIELDS: dict[Language, dict[str, str]] = {
    "de": {
        "controller": "Verantwortlich",
        "contact": "Fragen und Beschwerden an",
        "legal_basis": "Rechtsgrundlage",
        "imprint": "Impressum",
        "missing": "Die Veranstalter haben hier noch nichts eingetragen.",
    },
    "en": {
        "controller": "Responsible",
        "contact": "Questions and complaints to",
        "legal_basis": "Legal basis",
        "imprint": "Imprint",
        "missing": "The organisers have not entered anything here yet.",
    },
}


def sections(language: Language, days: int) -> list[tuple[str, str]]:
    """Headings and texts of the privacy page, in order; `days`: how long people are kept."""
    text = Path(__file__).with_name(f"privacy.{language}.txt").read_text().replace("{days}", str(days))
    parts = [part.partition("\n") for part in text.split("## ") if part]
    return [(heading, " ".join(words.split())) for heading, _, words in parts]
