"""QR codes as pictures that scale."""

import io

import segno


def qr_svg(link: str) -> bytes:
    """A QR code with medium error correction, black on white, with its quiet zone."""
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        out, kind="svg", border=2, omitsize=True, light="#ffffff", xmldecl=False
    )
    return out.getvalue()
