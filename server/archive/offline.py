"""`html`: one zip with a page that opens offline, without a server, in the house's own type."""

import io
import zipfile
from pathlib import Path

import msgspec

from server.archive import calendar, spreadsheet
from server.archive.page import Frame, page
from server.archive.proceedings import Source
from server.archive.telling import tell
from server.board.instants import as_datetime

HERE = Path(__file__).parent
FONTS = ("AtkinsonHyperlegibleNext_500Medium.ttf", "AtkinsonHyperlegibleNext_700Bold.ttf")
_LICENCE = "AtkinsonHyperlegibleNext-OFL.txt"
_FACES = "".join(
    "@font-face { font-family: 'Atkinson Hyperlegible Next'; "
    f"font-weight: {weights}; src: url('fonts/{name}'); }}\n"
    for name, weights in zip(FONTS, ("100 599", "600 900"), strict=True)
)


def stylesheet() -> str:
    """The stylesheet of all pages without scripts, without a font."""
    return (HERE / "page.css").read_text()


def write(source: Source) -> bytes:
    """`index.html` with its stylesheet and fonts, and beside them the table and the calendar."""
    public = msgspec.structs.replace(source, contacts=None)
    told = tell(public)
    files = [(told.word(f"file_{kind}"), f"{told.board.slug}.{kind}") for kind in ("csv", "ics")]
    contents = {
        "index.html": page(told, Frame("style.css", files)).encode(),
        "style.css": (_FACES + stylesheet()).encode(),
        files[0][1]: spreadsheet.write(public),
        files[1][1]: calendar.write(public),
        **{f"fonts/{name}": (HERE / "fonts" / name).read_bytes() for name in (*FONTS, _LICENCE)},
    }
    out = io.BytesIO()
    # A zip knows no zone and no year before 1980: the time is UTC.
    written = as_datetime(source.now).timetuple()[:6]
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(f"{told.board.slug}/{name}", written)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()
