"""Other people's programs, which know nothing of this project."""

import subprocess
from pathlib import Path

from tests.harness.machine import DEADLINE, program


def run(*command: str, folder: Path) -> bytes:
    """What a program prints; AssertionError where it fails."""
    path, *arguments = program(command[0]), *command[1:]
    done = subprocess.run([path, *arguments], cwd=folder, capture_output=True, timeout=DEADLINE * 4)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def through_libreoffice(file: Path, to: str) -> Path:
    """A table as LibreOffice saves it again in another format."""
    profile = f"-env:UserInstallation={(file.parent / 'office').as_uri()}"
    # What its dialog proposes for a file with a BOM: commas, quotes, UTF-8. Headless, it does not look.
    table = "--infilter=Text - txt - csv (StarCalc):44,34,76,1"
    run("soffice", profile, "--headless", table, "--convert-to", to, file.name, folder=file.parent)
    made = file.with_suffix(f".{to.partition(':')[0]}")
    assert made.exists(), f"LibreOffice made no {to}"
    return made


def pages_as_pictures(pdf: bytes, folder: Path, pixels_an_inch: int = 50) -> list[Path]:
    """Each page of a PDF as a picture, drawn by poppler."""
    (folder / "paper.pdf").write_bytes(pdf)
    run("pdftoppm", "-r", str(pixels_an_inch), "-png", "paper.pdf", "page", folder=folder)
    return sorted(folder.glob("page-*.png"))


def text_of(pdf: bytes, folder: Path) -> str:
    """The words of a PDF, as poppler finds them."""
    (folder / "paper.pdf").write_bytes(pdf)
    return run("pdftotext", "-layout", "paper.pdf", "-", folder=folder).decode()
