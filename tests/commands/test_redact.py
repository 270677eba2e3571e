"""`redact` end to end: safe copies in every format, or none."""

import gzip
import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.commands.redact import Request, redact
from helcim_audit.errors import AuditError
from helcim_audit.placeholders import fill
from tests.conftest import Done
from tests.sources import made

Tree = Callable[[dict[str, str | bytes]], Path]
Audit = Callable[..., Done]
TOKEN = fill("{{token}}")
MASKED = "*" * 60 + TOKEN[-4:]
LEAK = fill("HELCIM_API_TOKEN={{token}}\n").encode()


def made_safe(root: Path, name: str) -> Path:
    """Redact one file into a directory and see that a scan of it finds nothing."""
    out = root / "out"
    results, code = redact(Request((str(root / name),), output=str(out)))
    assert (code, results[0].state) == (0, "masked"), results[0].problem
    assert TOKEN.encode() not in (out / name).read_bytes()
    again, code = redact(Request((str(out / name),), check=True))
    assert (code, again[0].state) == (0, "clean")
    return out / name


def test_a_har_stays_a_har(tree: Tree, audit: Audit) -> None:
    entry = {
        "request": {"url": fill("https://api.helcim.com/v2/x?apiToken={{token|percent}}"), "headers": [{"name": "api-token", "value": TOKEN}]},
        "response": {"content": {"encoding": "base64", "text": fill("{{token|b64}}")}},
    }
    root = tree({"a.har": json.dumps({"log": {"version": "1.2", "entries": [entry]}})})
    done = audit("redact", str(root / "a.har"), "--manifest", str(root / "m.json"))
    assert done.code == 0
    assert done.out == f"{root}/a.har: 1 secret in 3 places masked -> {root}/a.redacted.har\n"
    safe = json.loads((root / "a.redacted.har").read_text())["log"]["entries"][0]
    assert safe["request"]["headers"][0]["value"] == MASKED
    assert (root / "a.redacted.har").stat().st_size == (root / "a.har").stat().st_size
    assert audit("scan", str(root / "a.redacted.har")).code == 0
    manifest = json.loads((root / "m.json").read_text())
    assert manifest["files"][0]["masked"][0]["masked"] == f"****{TOKEN[-4:]}"
    assert manifest["files"][0]["masked"][0]["id"].startswith("tok_")
    assert manifest["files"][0]["masked"][0]["count"] == 3
    assert {place["lines"][0] for place in manifest["files"][0]["masked"][0]["places"]} == {1}
    assert TOKEN not in (root / "m.json").read_text() + done.out + done.err


def test_check_answers_and_writes_nothing(tree: Tree, audit: Audit) -> None:
    root = tree({"a.log": fill("api-token: {{token}}\n"), "b.log": "hello\n"})
    done = audit("redact", "--check", str(root / "a.log"), str(root / "b.log"))
    assert done.code == 1
    assert [line.rpartition(": ")[2] for line in done.out.splitlines()] == ["not safe, 1 secret in 1 place", "safe"]
    assert audit("redact", "--check", str(root / "b.log")).code == 0
    assert sorted(path.name for path in root.iterdir()) == ["a.log", "b.log"]


def test_in_place_keeps_the_mode_and_leaves_clean_files_alone(tree: Tree) -> None:
    root = tree({"a.log": fill("x\napi-token: {{token}}\n"), "b.log": "hello\n"})
    os.chmod(root / "a.log", 0o640)
    before = (root / "b.log").stat()
    _, code = redact(Request((str(root / "a.log"), str(root / "b.log")), in_place=True))
    assert code == 0
    assert (root / "a.log").read_text() == f"x\napi-token: {MASKED}\n"
    assert stat.S_IMODE((root / "a.log").stat().st_mode) == 0o640
    assert ((root / "b.log").stat().st_ino, (root / "b.log").stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_never_through_a_link(tree: Tree) -> None:
    root = tree({"a.log": fill("api-token: {{token}}\n"), "victim": "untouched"})
    (root / "link.log").symlink_to(root / "a.log")
    with pytest.raises(AuditError, match="symbolic link"):
        redact(Request((str(root / "link.log"),), in_place=True))
    (root / "out").mkdir()
    (root / "out" / "a.log").symlink_to(root / "victim")
    with pytest.raises(AuditError, match="symbolic link"):
        redact(Request((str(root / "a.log"),), output=str(root / "out")))
    assert (root / "victim").read_text() == "untouched"


def test_wrong_use(tree: Tree, audit: Audit) -> None:
    root = tree({"a/x.log": "1", "b/x.log": "2"})
    for arguments in (["nothing"], [str(root)], ["--check", "--in-place", str(root / "a/x.log")], [str(root / "a/x.log"), str(root / "b/x.log"), "-o", str(root / "out")], ["-", "-o", "x"]):
        assert audit("redact", *arguments).code == 2, arguments


def test_a_name_that_is_a_token_is_hidden(tree: Tree) -> None:
    root = tree({f"{TOKEN}.log".replace("/", ""): "hello\n"})
    results, _ = redact(Request((str(next(root.iterdir())),), output=str(root / "out")))
    assert TOKEN not in results[0].path + results[0].output
    assert all(TOKEN not in path.name for path in (root / "out").iterdir())


# --- containers ------------------------------------------------------------------------------------


def test_zip_keeps_order_dates_and_modes(tree: Tree) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in (("mimetype", b"text"), ("z/.env", LEAK), ("a.txt", b"hello" * 100)):
            info = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
            info.external_attr = 0o100640 << 16
            archive.writestr(info, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    safe = made_safe(tree({"a.zip": buffer.getvalue()}), "a.zip")
    with zipfile.ZipFile(safe) as archive:
        assert archive.testzip() is None
        assert [(i.filename, i.date_time, i.external_attr >> 16, i.compress_type) for i in archive.infolist()] == [
            ("mimetype", (2026, 1, 2, 3, 4, 6), 0o100640, 0),
            ("z/.env", (2026, 1, 2, 3, 4, 6), 0o100640, 8),
            ("a.txt", (2026, 1, 2, 3, 4, 6), 0o100640, 8),
        ]
        assert archive.read("z/.env") == f"HELCIM_API_TOKEN={MASKED}\n".encode()
        assert archive.read("a.txt") == b"hello" * 100


def test_nested_archives(tree: Tree) -> None:
    inner = made.tarred({"etc/.env": LEAK, "b.bin": bytes(range(256))}, "w:gz")
    safe = made_safe(tree({"a.zip": made.zipped({"x/in.tgz": inner, "l.log.gz": gzip.compress(LEAK)})}), "a.zip")
    with zipfile.ZipFile(safe) as archive, tarfile.open(fileobj=io.BytesIO(archive.read("x/in.tgz"))) as tar:
        assert [member.name for member in tar] == ["etc/.env", "b.bin"]
        assert tar.extractfile("b.bin").read() == bytes(range(256))  # type: ignore[union-attr]
        assert gzip.decompress(archive.read("l.log.gz")) == f"HELCIM_API_TOKEN={MASKED}\n".encode()


@pytest.mark.parametrize(("name", "data"), [("a.log.gz", gzip.compress(LEAK)), ("a.tar", made.tarred({"x": LEAK})), ("a.tar.gz", made.tarred({"x": LEAK}, "w:gz")), ("a.tar.xz", made.tarred({"x": LEAK}, "w:xz"))])
def test_compressed(tree: Tree, name: str, data: bytes) -> None:
    made_safe(tree({name: data}), name)


def test_a_word_document_keeps_its_runs(tree: Tree) -> None:
    safe = made_safe(tree({"a.docx": made.docx([["api-token: ", TOKEN[:20], TOKEN[20:]], ["bye &amp; thanks"]])}), "a.docx")
    with zipfile.ZipFile(safe) as archive:
        xml = archive.read("word/document.xml").decode()
    assert f">{'*' * 20}</w:t></w:r>" in xml
    assert f">{'*' * 40}{TOKEN[-4:]}</w:t></w:r>" in xml
    assert "bye &amp; thanks" in xml


def test_workbook_and_open_document(tree: Tree) -> None:
    root = tree({"b.xlsx": made.xlsx([["name", "api_token"], ["helcim", TOKEN]]), "c.odt": made.odt([["api-token: ", TOKEN[:9], TOKEN[9:]]])})
    made_safe(root, "b.xlsx")
    made_safe(root, "c.odt")


def test_database(tree: Tree) -> None:
    script = f"PRAGMA secure_delete=OFF; CREATE TABLE t (name TEXT, value TEXT, n INT); INSERT INTO t VALUES ('helcim_api_token', '{TOKEN}', 1), ('x', 'y', 2); CREATE INDEX i ON t (value); CREATE TABLE gone (a INT, v TEXT); INSERT INTO gone VALUES (1, '{TOKEN}'); DELETE FROM gone;"
    safe = made_safe(tree({"a.db": made.sqlite(script)}), "a.db")
    connection = sqlite3.connect(safe)
    assert connection.execute("SELECT * FROM t ORDER BY n").fetchall() == [("helcim_api_token", MASKED, 1), ("x", "y", 2)]
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_mail(tree: Tree) -> None:
    safe = made_safe(tree({"m.eml": made.mail(f"api-token: {TOKEN}", {"env.txt": LEAK, "s.docx": made.docx([["api-token: ", TOKEN]])})}), "m.eml")
    import email
    import email.policy

    message = email.message_from_bytes(safe.read_bytes(), policy=email.policy.default)
    names = [part.get_filename() for part in message.iter_attachments()]  # type: ignore[attr-defined]
    assert names == ["env.txt", "s.docx"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", made.pdf(f"BT /F1 12 Tf (api-token: {TOKEN}) Tj ET"), "holds a secret"),
        ("a.log.gz", gzip.compress(LEAK + os.urandom(5000))[:-2000], "truncated"),
        ("a.zip", made.zipped({"x": LEAK})[:-30], "damaged"),
    ],
)
def test_what_cannot_be_made_safe_is_not_written(tree: Tree, audit: Audit, name: str, data: bytes, said: str) -> None:
    root = tree({name: data})
    done = audit("redact", str(root / name), "-o", str(root / "out"))
    assert done.code == 3
    assert said in done.out
    assert list((root / "out").iterdir()) == []


def test_clean_pdfs_are_copied(tree: Tree) -> None:
    root = tree({"a.pdf": made.pdf("BT /F1 12 Tf (hello) Tj ET")})
    results, code = redact(Request((str(root / "a.pdf"),), output=str(root / "out")))
    assert (code, results[0].state) == (0, "clean")
    assert (root / "out/a.pdf").read_bytes() == (root / "a.pdf").read_bytes()


def test_clean_archives_are_not_packed_anew(tree: Tree) -> None:
    root = tree({"app.log.gz": gzip.compress(b"helcim api-token: [redacted]\n", 3, mtime=7)})
    results, code = redact(Request((str(root / "app.log.gz"),), output=str(root / "out")))
    assert (code, results[0].state) == (0, "clean")
    assert (root / "out/app.log.gz").read_bytes() == (root / "app.log.gz").read_bytes()


# --- pipes -----------------------------------------------------------------------------------------


def test_a_pipe_is_masked_line_by_line() -> None:
    process = subprocess.Popen([sys.executable, "-m", "helcim_audit", "redact", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(3):
        process.stdin.write(f"line {number} api-token: {TOKEN}\n".encode())
        process.stdin.flush()
        began = time.monotonic()
        assert process.stdout.readline() == f"line {number} api-token: {MASKED}\n".encode()
        assert time.monotonic() - began < 20
    process.stdin.write(b"no end of line")
    process.stdin.close()
    assert process.stdout.read() == b"no end of line"
    process.stdout.close()
    assert process.wait(20) == 0
