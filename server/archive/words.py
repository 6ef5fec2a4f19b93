"""The words of proceedings and paper, in German and English, and how dates and times are written in both."""

from datetime import datetime
from zoneinfo import ZoneInfo

from server.board.instants import Instant, as_datetime
from server.words import Language

WORDS: dict[Language, dict[str, str]] = {
    "de": {
        "proceedings": "Ergebnisse",
        "overview": "Überblick",
        "programme": "Programm",
        "topics": "Themen",
        "topic": "Thema",
        "number": "Nr.",
        "title": "Titel",
        "text": "Beschreibung",
        "theme": "Themenfeld",
        "no_theme": "Ohne Themenfeld",
        "host": "Lädt ein",
        "by": "lädt ein:",
        "cohosts": "Mitgastgeber:innen",
        "status": "Stand",
        "open": "offen",
        "withdrawn": "zurückgezogen",
        "merged": "zusammengelegt",
        "planned": "vorab geplant",
        "team": "vom Team vorbereitet",
        "nobody": "sucht Gastgeber:in",
        "yes": "ja",
        "slot": "Runde",
        "starts": "Beginn",
        "ends": "Ende",
        "table": "Tisch",
        "room": "Ort",
        "votes": "Interessierte",
        "interested": "interessiert",
        "here": "Am Tisch",
        "merged_into": "Gehört zu Thema",
        "contains": "Dazu gehört auch",
        "happened": "Was war",
        "next_step": "Nächster Schritt",
        "open_question": "Offene Frage",
        "commitments": "Zusagen",
        "commitments_by_theme": "Zusagen nach Themenfeldern",
        "contacts": "Kontakte",
        "due": "bis",
        "link": "Link",
        "deleted": "gelöscht",
        "no_results": "Zu diesem Thema steht noch kein Ergebnis.",
        "none": "Noch nichts.",
        "no_table": "Ohne Tisch",
        "by_theme": "Nach Themenfeldern",
        "by_table": "Nach Tischen",
        "by_time": "Nach Zeit",
        "as_of": "Stand",
        "seats": "Plätze",
        "scan_table": "Was läuft hier gerade? Code scannen.",
        "your_topic": "Dein Thema",
        "your_name": "Dein Name",
        "scan_propose": "Lieber am Handy? Hier einbringen.",
        "join": "Mitmachen: Code scannen oder",
        "closed": "Diese Seite gibt es noch nicht.",
        "closed_more": "Die Ergebnisse stehen hier, sobald die Veranstalter sie nach dem Abend freigeben.",
        "file_csv": "Tabelle (CSV)",
        "file_md": "Text (Markdown)",
        "file_pdf": "Zum Drucken (PDF)",
        "file_ics": "Kalender (ICS)",
        "file_xml": "Fahrplan (XML)",
        "file_html": "Zum Mitnehmen (ZIP)",
        "figures": "Themen: {topics}, mit Ergebnis: {reports}, Zusagen: {commitments}",
        "free": "frei",
        "free_tables": "Noch ganz frei:",
    },
    "en": {
        "proceedings": "Results",
        "overview": "Overview",
        "programme": "Programme",
        "topics": "Topics",
        "topic": "Topic",
        "number": "No.",
        "title": "Title",
        "text": "Description",
        "theme": "Theme",
        "no_theme": "Without a theme",
        "host": "Host",
        "by": "hosted by",
        "cohosts": "Co-hosts",
        "status": "Status",
        "open": "open",
        "withdrawn": "withdrawn",
        "merged": "merged",
        "planned": "planned",
        "team": "prepared by the team",
        "nobody": "looking for a host",
        "yes": "yes",
        "slot": "Round",
        "starts": "Starts",
        "ends": "Ends",
        "table": "Table",
        "room": "Place",
        "votes": "Interested",
        "interested": "interested",
        "here": "At the table",
        "merged_into": "Part of topic",
        "contains": "Includes",
        "happened": "What happened",
        "next_step": "Next step",
        "open_question": "Open question",
        "commitments": "Commitments",
        "commitments_by_theme": "Commitments by theme",
        "contacts": "Contacts",
        "due": "by",
        "link": "Link",
        "deleted": "deleted",
        "no_results": "Nothing has been written about this topic yet.",
        "none": "Nothing yet.",
        "no_table": "Without a table",
        "by_theme": "By theme",
        "by_table": "By table",
        "by_time": "By time",
        "as_of": "As of",
        "seats": "seats",
        "scan_table": "What is on here now? Scan the code.",
        "your_topic": "Your topic",
        "your_name": "Your name",
        "scan_propose": "Rather on your phone? Propose it here.",
        "join": "Take part: scan the code or go to",
        "closed": "This page is not there yet.",
        "closed_more": "The results will be here as soon as the organisers publish them after the evening.",
        "file_csv": "Table (CSV)",
        "file_md": "Text (Markdown)",
        "file_pdf": "To print (PDF)",
        "file_ics": "Calendar (ICS)",
        "file_xml": "Schedule (XML)",
        "file_html": "To take along (ZIP)",
        "figures": "Topics: {topics}, with results: {reports}, commitments: {commitments}",
        "free": "free",
        "free_tables": "Still free all evening:",
    },
}
"""Every word by its name, in both languages."""

_MONTHS: dict[Language, str] = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}


def language(lang: str) -> Language:
    """A board's language as one of the two that there are words for."""
    return "en" if lang == "en" else "de"


def local(at: Instant, tz: str) -> datetime:
    """An instant in the board's time zone."""
    return as_datetime(at).astimezone(ZoneInfo(tz))


def clock(at: Instant, tz: str) -> str:
    """The time of day, such as `18:42`."""
    return local(at, tz).strftime("%H:%M")


def day(at: Instant, tz: str, lang: Language) -> str:
    """The date in words: `9. Juli 2025`, `9 July 2025`."""
    when = local(at, tz)
    month = _MONTHS[lang].split()[when.month - 1]
    return f"{when.day}{'.' if lang == 'de' else ''} {month} {when.year}"
