"""Containers made for tests: the smallest files that real programs would open."""

import email.message
import io
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(paragraphs: Sequence[Sequence[str]]) -> bytes:
    """A Word document; each paragraph is a sequence of runs."""
    body = "".join("<w:p>" + "".join(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs) + "</w:p>" for runs in paragraphs)
    return zipped(
        {
            "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}</w:body></w:document>'.encode(),
        }
    )


def xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook whose cells name shared strings."""
    strings: list[str] = []
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row):
            strings.append(value)
            cells.append(f'<c r="{chr(65 + column)}{number}" t="s"><v>{len(strings) - 1}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    items = "".join(f"<si><r><t>{value[:3]}</t></r><r><t>{value[3:]}</t></r></si>" for value in strings)
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/sharedStrings.xml": f"<sst>{items}</sst>".encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{''.join(lines)}</sheetData></worksheet>".encode(),
        }
    )


def odt(paragraphs: Sequence[Sequence[str]]) -> bytes:
    body = "".join("<text:p>" + "".join(f"<text:span>{run}</text:span>" for run in runs) + "</text:p>" for runs in paragraphs)
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<manifest/>", "content.xml": f"<office:text>{body}</office:text>".encode()})


def pdf(operators: str) -> bytes:
    """One page whose content stream is compressed."""
    content = zlib.compress(operators.encode("latin-1"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def sqlite(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    data = connection.serialize()
    connection.close()
    return data


def mail(text: str, attachments: Mapping[str, bytes]) -> bytes:
    message = email.message.EmailMessage()
    message["Subject"] = "payload"
    message["From"] = "a@example.com"
    message.set_content(text)
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)
