"""What the doctor says of the programs that open old Word files and scans."""

from collections.abc import Iterator

from phoihop.cli.health import Finding
from phoihop.reader import ocr, programs


def programs_of_the_reader() -> Iterator[Finding]:
    """Both are optional: without them such files are refused with a sentence."""
    if programs.found("antiword", "soffice", "libreoffice"):
        yield Finding("old Word files (DOC) can be read")
    else:
        yield Finding(
            "old Word files (DOC) cannot be read", "Install antiword, or LibreOffice Writer."
        )
    if ocr.program():
        yield Finding("scans can be read by Tesseract with its Vietnamese model")
    else:
        yield Finding("scans cannot be read", "Install tesseract-ocr and tesseract-ocr-vie.")
