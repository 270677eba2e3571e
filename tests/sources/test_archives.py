"""What stands inside of files is found, and what could not be read there is said."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helcim_audit.model import Document, Member, Skipped
from helcim_audit.placeholders import fill
from helcim_audit.sources.archives import kind, members
from helcim_audit.sources.containers.content import Limits
from tests.conftest import Done
from tests.sources import made

Tree = Callable[[dict[str, str | bytes]], Path]
Audit = Callable[..., Done]
TOKEN = fill("{{token}}")
LEAK = fill("HELCIM_API_TOKEN={{token}}\n").encode()
LOG = fill("POST https://api.helcim.com/v2/payment/purchase\napi-token: {{token}}\n").encode()


def read(path: str, data: bytes, limits: Limits | None = None) -> tuple[dict[str, bytes], list[Skipped], int]:
    """(documents by path, what was not read, bytes counted)"""
    found: dict[str, bytes] = {}
    skipped: list[Skipped] = []
    sizes: list[int] = []
    form = kind(data[:512], path)
    assert form is not None
    for item in members(path, form, data, lambda _: True, sizes.append, limits=limits):
        if isinstance(item, Document):
            if not item.metadata:
                found[item.path] = item.data
        else:
            skipped.append(item)
    return found, skipped, sum(sizes)


def scanned(audit: Audit, root: Path, *more: str) -> tuple[int, Any]:
    done = audit("scan", "--format", "json", *more, str(root))
    assert TOKEN not in done.out + done.err
    return done.code, done.report


@pytest.mark.parametrize(("suffix", "compress"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zz", zlib.compress)])
def test_compressed_streams(suffix: str, compress: Callable[[bytes], bytes]) -> None:
    found, skipped, size = read(f"logs/app.log.{suffix}", compress(LOG))
    assert found == {f"logs/app.log.{suffix}!/app.log": LOG}
    assert not skipped
    assert size == len(compress(LOG)) + len(LOG)


def test_zstandard() -> None:
    zstd = pytest.importorskip("backports.zstd")
    assert read("a.log.zst", zstd.compress(LOG))[0] == {"a.log.zst!/a.log": LOG}


def test_zstandard_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "backports", None)
    monkeypatch.setitem(__import__("sys").modules, "compression", None)
    _, skipped, _ = read("a.log.zst", b"(\xb5/\xfd" + bytes(20))
    assert [note.failed for note in skipped] == [True]
    assert "helcim-audit[zstd]" in skipped[0].reason


def test_members_one_behind_the_other_and_what_was_appended() -> None:
    joined = gzip.compress(b"one\n") + gzip.compress(b"two\n") + bytes(512)
    assert read("a.gz", joined)[0] == {"a.gz!/a": b"one\ntwo\n"}
    found, skipped, _ = read("a.gz", gzip.compress(b"one\n") + b"-- signature --")
    assert (found, skipped) == ({"a.gz!/a": b"one\n"}, [])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_zip(method: int) -> None:
    found, skipped, _ = read("backup.zip", made.zipped({"config/.env": LEAK, "deep/../x.txt": b"x"}, method))
    assert found == {"backup.zip!/config/.env": LEAK, "backup.zip!/deep/x.txt": b"x"}
    assert not skipped


@pytest.mark.parametrize(("name", "mode"), [("a.tar", "w"), ("a.tgz", "w:gz"), ("a.tar.gz", "w:gz"), ("a.tar.bz2", "w:bz2"), ("a.tar.xz", "w:xz")])
def test_tar(name: str, mode: str) -> None:
    found, skipped, _ = read(name, made.tarred({"./etc/.env": LEAK, "b.txt": b"x" * 2000}, mode))
    assert found == {f"{name}!/etc/.env": LEAK, f"{name}!/b.txt": b"x" * 2000}
    assert not skipped


def test_nested() -> None:
    inner = made.tarred({"a.log.gz": gzip.compress(LOG)}, "w:gz")
    outer = made.zipped({"in/inner.tgz": inner, "again.zip": made.zipped({".env": LEAK})})
    items = list(members("x.zip", "zip", outer, lambda _: True, lambda _: None))
    documents = [item for item in items if isinstance(item, Document) and not item.metadata]
    assert {d.path for d in documents} == {"x.zip!/in/inner.tgz!/a.log.gz!/a.log", "x.zip!/again.zip!/.env"}
    assert documents[0].origin == Member("x.zip", "in/inner.tgz!/a.log.gz!/a.log")


def test_a_token_over_runs_of_a_word_document(tree: Tree, audit: Audit) -> None:
    root = tree({"spec.docx": made.docx([["Our "], ["api-token: ", TOKEN[:20], TOKEN[20:41], TOKEN[41:]], ["bye"]])})
    code, report = scanned(audit, root)
    assert code == 1
    assert [(f["rule"], f["path"], f["start"]) for f in report["findings"]] == [("api-token-in-document", "spec.docx!/word/document.txt", {"line": 2, "column": 12})]
    assert report["findings"][0]["origin"] == {"kind": "archive", "container": "spec.docx", "member": "word/document.txt"}


def test_other_office_files() -> None:
    found, _, _ = read("b.xlsx", made.xlsx([["name", "api_token"], ["helcim", TOKEN]]))
    assert found["b.xlsx!/xl/worksheets/sheet1.tsv"].decode().splitlines()[:2] == ["name\tapi_token", f"helcim\t{TOKEN}"]
    found, _, _ = read("c.odt", made.odt([["to", "ken"], ["b"]]))
    assert found["c.odt!/content.txt"].decode().startswith("token\nb\n")


def test_links_of_office_files_are_text_too() -> None:
    rels = b'<Relationships><Relationship Id="r1" Target="https://api.helcim.com/v2/?apiToken=1&amp;x=2" TargetMode="External"/></Relationships>'
    data = made.zipped({"[Content_Types].xml": b"<Types/>", "word/_rels/document.xml.rels": rels})
    assert b'Target="https://api.helcim.com/v2/?apiToken=1&x=2"' in read("a.docx", data)[0]["a.docx!/word/_rels/document.xml.txt"]


def test_a_workbook_is_one_finding_a_secret(tree: Tree, audit: Audit) -> None:
    _, report = scanned(audit, tree({"keys.xlsx": made.xlsx([["name", "value"], ["HELCIM_API_TOKEN", TOKEN]])}))
    assert [f["path"] for f in report["findings"]] == ["keys.xlsx!/xl/worksheets/sheet1.tsv"]


def test_pdf_text_in_a_compressed_stream(tree: Tree, audit: Audit) -> None:
    first, rest = TOKEN[:30], TOKEN[30:]
    operators = f"BT /F1 12 Tf 72 700 Td (Helcim integration) Tj 0 -20 Td [(api-token: {first}) -5 ({rest})] TJ ET"
    code, report = scanned(audit, tree({"guide.pdf": made.pdf(operators)}))
    assert (code, [(f["rule"], f["path"]) for f in report["findings"]]) == (1, [("api-token-in-document", "guide.pdf!/page-1")])


def test_a_pdf_without_its_structure_still_gives_its_streams(tree: Tree, audit: Audit) -> None:
    whole = made.pdf(f"BT (api-token: {TOKEN}) Tj ET")
    code, report = scanned(audit, tree({"cut.pdf": whole[whole.index(b"4 0 obj") : whole.index(b"xref")].join([b"%PDF-1.4\n", b""])}))
    assert code == 1
    assert report["findings"][0]["path"].startswith("cut.pdf!/stream-")
    assert report["incomplete"]


def test_sqlite_rows_and_what_was_deleted(tree: Tree, audit: Audit) -> None:
    other = fill("{{token2}}")
    script = (
        "PRAGMA secure_delete=OFF; CREATE TABLE wp_options (option_name TEXT, option_value TEXT, n INTEGER);"
        f"INSERT INTO wp_options VALUES ('siteurl', 'x', 1), ('helcim_api_token', '{TOKEN}', 2);"
        f"CREATE TABLE old (n INTEGER, helcim_api_token TEXT, m INTEGER); INSERT INTO old VALUES (1, 'x', 1), (2, '{other}', 2); DELETE FROM old WHERE n = 2;"
    )
    code, report = scanned(audit, tree({"shop.db": made.sqlite(script)}))
    assert code == 1
    places = {f["secret"]["masked"]: f["path"] for f in report["findings"]}
    assert places[f"****{TOKEN[-4:]}"] == "shop.db!/wp_options"
    assert places[f"****{other[-4:]}"] == "shop.db"
    assert len(report["findings"]) == 2
    assert fill("{{token2}}") not in str(report)


def test_mail_attachments_are_reported_once(tree: Tree, audit: Audit) -> None:
    data = made.mail("see attached", {"spec.docx": made.docx([["api-token: ", TOKEN]]), "env.txt": LEAK})
    _, report = scanned(audit, tree({"m.eml": data}))
    assert {f["path"] for f in report["findings"]} in ({"m.eml!/spec.docx!/word/document.txt", "m.eml!/env.txt"}, {"m.eml!/spec.docx!/word/document.txt", "m.eml"})
    assert report["coverage"]["documents"] >= 3


def test_a_mailbox_is_read_message_by_message() -> None:
    one, two = made.mail("a", {"a.bin": b"A" * 40}), made.mail("b", {"b.bin": b"B" * 40})
    found, _, _ = read("all.mbox", b"From a@example.com Mon\n" + one + b"\nFrom b@example.com Tue\n" + two)
    assert found["all.mbox!/message-1/a.bin"] == b"A" * 40
    assert found["all.mbox!/message-2/b.bin"] == b"B" * 40


def test_names_and_comments_of_archives_are_evidence() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("helcim.txt", b"")
        archive.comment = b"made for helcim"
    items = [item for item in members("a.zip", "zip", buffer.getvalue(), lambda data: b"helcim" in data, lambda _: None) if isinstance(item, Document)]
    assert {(item.path, item.metadata) for item in items} == {("a.zip!/helcim.txt", "file-name"), ("a.zip!/(comment)", "")}


# --- bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.log.gz", "a.log.bz2", "a.log.xz"])
def test_what_stands_before_a_cut_is_read(name: str) -> None:
    text = LOG + os.urandom(300_000).hex().encode()
    data = {"gz": gzip.compress, "bz2": lambda t: bz2.compress(t, 1), "xz": lzma.compress}[name.rpartition(".")[2]](text)
    found, skipped, _ = read(name, data[: len(data) * 2 // 3])
    assert found[f"{name}!/a.log"].startswith(LOG)
    assert [(note.path, note.failed, "truncated" in note.reason) for note in skipped] == [(f"{name}!/a.log", True, True)]


def test_a_zip_that_lost_its_directory() -> None:
    whole = made.zipped({"a/.env": LEAK, "b.bin": os.urandom(2000)})
    found, skipped, _ = read("cut.zip", whole[: whole.index(b"PK\x01\x02") - 700])
    assert found["cut.zip!/a/.env"] == LEAK
    assert [note.path for note in skipped if note.failed] == ["cut.zip", "cut.zip!/b.bin"]


def test_a_member_with_a_wrong_checksum_is_read() -> None:
    data = bytearray(made.zipped({".env": LEAK}))
    at = data.index(b"PK\x03\x04") + 14
    data[at : at + 4] = b"\1\2\3\4"
    assert read("a.zip", bytes(data))[0] == {"a.zip!/.env": LEAK}


def test_a_damaged_member_is_said_and_the_others_are_read() -> None:
    data = bytearray(made.zipped({"a.txt": os.urandom(4000).hex().encode(), "b/.env": LEAK}))
    at = data.index(b"a.txt") + 5
    data[at + 200 : at + 400] = bytes(200)
    found, skipped, _ = read("a.zip", bytes(data))
    assert found["a.zip!/b/.env"] == LEAK
    assert [(note.path, note.failed) for note in skipped] == [("a.zip!/a.txt", True)]


def test_encrypted_members_are_said() -> None:
    data = bytearray(made.zipped({"secret.txt": b"x" * 50, "b/.env": LEAK}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + place
        data[at] |= 1
    found, skipped, _ = read("a.zip", bytes(data))
    assert found == {"a.zip!/b/.env": LEAK}
    assert [(note.path, note.failed, "encrypted" in note.reason) for note in skipped] == [("a.zip!/secret.txt", True, True)]


def test_a_tar_that_is_cut_gives_the_beginning_of_its_last_member() -> None:
    data = made.tarred({"a.txt": b"x", "b.log": LOG + b"y" * 9000})
    found, skipped, _ = read("a.tar", data[:4000])
    assert found["a.tar!/b.log"].startswith(LOG)
    assert any(note.failed and "truncated" in note.reason for note in skipped)


def test_a_tar_with_a_broken_header_is_said_and_read_as_it_stands() -> None:
    data = bytearray(made.tarred({"a.txt": b"x", "b/.env": LEAK}))
    data[1024 + 148 : 1024 + 156] = b"99999999"
    found, skipped, _ = read("a.tar", bytes(data))
    assert LEAK in found["a.tar"]
    assert [note.failed for note in skipped] == [True]


def test_a_file_that_only_begins_like_an_archive(tree: Tree, audit: Audit) -> None:
    code, report = scanned(audit, tree({"a.bin": b"PK\x03\x04" + LEAK}))
    assert code == 1
    assert [(f["path"], f["origin"]["kind"]) for f in report["findings"]] == [("a.bin", "worktree")]
    assert report["incomplete"]


def test_a_bomb_is_quick_and_said(tree: Tree, audit: Audit) -> None:
    root = tree({"bomb.zip": made.zipped({"zeros": bytes(100 << 20), "more": bytes(1 << 20)})})
    began = time.monotonic()
    code, report = scanned(audit, root)
    assert time.monotonic() - began < 5
    assert code == 3
    assert any("250 times" in note["reason"] for note in report["incomplete"])


def test_limits() -> None:
    data = made.zipped({f"{n}.txt": b"x" for n in range(30)})
    _, skipped, _ = read("a.zip", data, Limits(entries=20))
    assert any("more than 20 files" in note.reason and note.failed for note in skipped)
    nest = LEAK
    for _ in range(6):
        nest = made.zipped({"x.zip": nest})
    _, skipped, _ = read("a.zip", nest, Limits(depth=4))
    assert any("nested more than 4 deep" in note.reason and note.failed for note in skipped)
    _, skipped, _ = read("a.zip", made.zipped({"in.zip": made.zipped({"a": os.urandom(2000)})}), Limits(held=1000))
    assert [note.path for note in skipped if "memory" in note.reason] == ["a.zip!/in.zip"]
    _, skipped, _ = read("a.gz", gzip.compress(os.urandom(5_000_000)), Limits(seconds=0))
    assert any("longer than 0 seconds" in note.reason and note.failed for note in skipped)


def test_formats_that_are_not_read_are_said(tree: Tree, audit: Audit) -> None:
    root = tree({"a.7z": b"7z\xbc\xaf\x27\x1c" + bytes(30), "b.rar": b"Rar!\x1a\x07\x00" + bytes(30), "c.txt": "PK is no magic"})
    code, report = scanned(audit, root)
    assert code == 0
    assert [note["path"] for note in report["coverage"]["skipped"]] == ["a.7z", "b.rar"]
    assert scanned(audit, root / "a.7z")[0] == 3  # named, and not read


def test_links_in_a_tar_are_not_followed() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo("link")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    assert read("a.tar", buffer.getvalue())[0] == {}


# --- the other sources -----------------------------------------------------------------------------


def test_standard_input_is_unpacked(audit: Audit) -> None:
    done = audit("scan", "--format", "json", "-", "--stdin-name", "app.log.gz", stdin=gzip.compress(LOG))
    assert [f["path"] for f in done.report["findings"]] == ["app.log.gz!/app.log"]
    done = audit("scan", "--format", "json", "-", stdin=made.zipped({".env": LEAK}))
    assert [f["path"] for f in done.report["findings"]] == ["stdin!/.env"]


def test_a_staged_archive_blocks_for_what_it_adds(repository: Path, git: Callable[..., str], audit: Audit) -> None:
    (repository / "b.zip").write_bytes(made.zipped({"a/.env": LEAK}))
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 1
    git("commit", "-qm", "leak")
    (repository / "b.zip").write_bytes(made.zipped({"a/.env": LEAK, "new.txt": b"hello"}))
    git("add", "-A")
    assert audit("scan", "--staged", cwd=repository).code == 0
    (repository / "b.zip").write_bytes(made.zipped({"a/.env": LEAK + fill("OLD_HELCIM_API_TOKEN={{token3}}\n").encode(), "new.txt": b"hello"}))
    git("add", "-A")
    done = audit("scan", "--staged", "--format", "json", cwd=repository)
    assert [(f["path"], f["start"]["line"]) for f in done.report["findings"]] == [("b.zip!/a/.env", 2)]


def test_a_clean_staged_archive_passes_by_either_way(repository: Path, git: Callable[..., str], audit: Audit) -> None:
    (repository / "b.zip").write_bytes(made.zipped({"a.txt": b"hello"}))
    git("add", "-A")
    fast, full = audit("scan", "--staged", cwd=repository), audit("scan", "--staged", "--format", "text", cwd=repository)
    assert (fast.code, fast.out) == (full.code, full.out)
    assert fast.code == 0


def test_an_ignored_container_covers_its_members(tree: Tree, audit: Audit) -> None:
    root = tree({"old/b.zip": made.zipped({".env": LEAK}), ".helcim-audit.yaml": "ignore:\n  - {rule: api-token-in-config, path: old/b.zip, reason: revoked}\n"})
    assert scanned(audit, root)[0] == 0


def test_large_members_come_in_windows(tree: Tree, audit: Audit) -> None:
    text = b"x" * 79 + b"\n"
    lines = text * 120_000 + LEAK + text * 10
    root = tree({"big.log.gz": gzip.compress(lines, 1), "big.zip": made.zipped({"a.log": lines})})
    _, report = scanned(audit, root)
    assert {(f["path"], f["start"]["line"]) for f in report["findings"]} == {("big.log.gz!/big.log", 120_001), ("big.zip!/a.log", 120_001)}


def test_a_program_about_tar_files_is_no_tar_file() -> None:
    text = b"// " + b"x" * 254 + b"ustar " + b"\n" * 300
    assert text[257:262] == b"ustar"
    assert kind(text[:512], "headers.js") is None
