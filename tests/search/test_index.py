"""The derived index: complete, narrowed by filters, and never staler than the archive."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.archive import Archive
from ingest.corpus import DOCUMENTS
from ingest.errors import BadModel
from ingest.parse import parse_file, parse_text
from ingest.records import ParsedDocument
from search import building
from search.answer import Filters
from search.embedding import Encoder, save_static_model
from search.hybrid import Embed, HybridIndex
from search.index import Index, PassageHit
from search.lexical import LexicalIndex
from search.manifest import BUILDING, Manifest
from search.passages import Passage
from search.reranking import Reranker
from search.words import tokens

FILES = sorted(DOCUMENTS.glob("*.txt"))
NEW = "KẾ HOẠCH\nTổ chức hội thi tìm hiểu thủy sản\n\nI. MỤC ĐÍCH\nNuôi trồng thủy sản bền vững ở vùng ven biển.\n"


class Reports(list[str]):
    """Collects what is reported."""

    def __call__(self, line: str) -> None:
        self.append(line)


@cache
def shipped_documents() -> tuple[ParsedDocument, ...]:
    return tuple(map(parse_file, FILES))


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """A real, tiny model over the words of the shipped documents, with random directions."""
    folder = tmp_path_factory.mktemp("model") / "nhỏ"
    words = sorted({token for path in FILES for token in tokens(path.read_text(encoding="utf-8"))})
    save_static_model(words, np.random.default_rng(1).normal(size=(len(words), 64)), folder)
    return Encoder.load(folder)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{(tmp_path / 'kho.db').as_posix()}") as opened:
        for parsed in shipped_documents():
            opened.add(parsed)
        yield opened


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "Dữ liệu Sở Nội vụ" / "index"


@pytest.fixture
def index(root: Path, archive: Archive, encoder: Encoder) -> Index:
    return Index.open(root, archive, encoder, Reports())


def reopened(root: Path, archive: Archive, encoder: Encoder | None) -> tuple[Index, list[str]]:
    reports = Reports()
    return Index.open(root, archive, encoder, reports), reports


def test_every_hit_is_a_provision_of_the_archive(index: Index, archive: Archive) -> None:
    hits = index.search("Sở Nội vụ chủ trì cải cách hành chính", limit=30)
    assert len(hits) == 30
    assert len({(hit.document_id, hit.address) for hit in hits}) == 30
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert archive.provision(hit.document_id, hit.address).text.strip()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("hội thi đạo đức công vụ", "đạo đức công vụ"),
        ("chi so PAPI", "PAPI"),
        ("tao chuyen muc tren Trang thong tin dien tu", "chuyên mục"),
        ("172/2012/TT-BTC", "172/2012/TT-BTC"),
    ],
)
def test_the_best_hit_says_what_was_asked(index: Index, archive: Archive, question: str, said: str) -> None:
    texts = [archive.provision(hit.document_id, hit.address).text for hit in index.search(question, limit=3)]
    assert any(said in text for text in texts)


def test_filters_narrow_the_search(index: Index, archive: Archive) -> None:
    provinces = {document.id: document.metadata.province for document in archive.documents()}
    hits = index.search("kế hoạch cải cách hành chính", Filters(provinces=("Bình Phước",)), 20)
    assert len(hits) == 20
    assert {provinces[hit.document_id] for hit in hits} == {"Bình Phước"}
    assert index.search("kế hoạch", Filters(years=(1990,))) == []
    assert index.search("", Filters()) == []


def test_a_fresh_index_is_in_order(index: Index) -> None:
    assert index.check() == []
    assert index.model_id is not None


def test_opening_again_rebuilds_nothing(index: Index, root: Path, archive: Archive, encoder: Encoder) -> None:
    before = sorted(path.name for path in root.iterdir())
    _, reports = reopened(root, archive, encoder)
    assert reports == []
    assert sorted(path.name for path in root.iterdir()) == before


def test_a_new_document_is_found_and_a_removed_one_is_not(index: Index, archive: Archive) -> None:
    added = archive.add(parse_text(NEW, "thuy-san.txt")).document_id
    assert index.search("nuôi trồng thủy sản")[0].document_id == added
    archive.remove(added)
    assert added not in {hit.document_id for hit in index.search("nuôi trồng thủy sản", limit=100)}
    assert index.check() == []


def test_only_changed_text_is_embedded(index: Index, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded: list[str] = []
    encode = Encoder.encode_passages

    def counted(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
        embedded.extend(texts)
        return encode(encoder, texts)

    monkeypatch.setattr(Encoder, "encode_passages", counted)
    index.rebuild()
    assert embedded == []
    archive.add(parse_text(NEW, "thuy-san.txt"))
    index.refresh()
    assert embedded
    assert all("thủy sản" in text.lower() or "mục đích" in text.lower() for text in embedded)


def test_two_indexes_of_one_folder_agree(index: Index, root: Path, archive: Archive, encoder: Encoder) -> None:
    other, _ = reopened(root, archive, encoder)
    archive.add(parse_text(NEW, "thuy-san.txt"))
    assert index.search("nuôi trồng thủy sản")[0] == other.search("nuôi trồng thủy sản")[0]


@pytest.mark.parametrize(
    "pattern", ["manifest.json", "v-*/dense/vectors.faiss", "v-*/dense/entries.npz", "v-*/lexical/*.idx"]
)
@pytest.mark.parametrize("damage", ["delete", "truncate", "overwrite"])
def test_whatever_is_damaged_is_noticed_and_made_again(
    index: Index, root: Path, archive: Archive, encoder: Encoder, pattern: str, damage: str
) -> None:
    expected = index.search("Sở Nội vụ báo cáo")
    broken = next(root.glob(pattern))
    content = broken.read_bytes()
    if damage == "delete":
        broken.unlink()
    else:
        broken.write_bytes(content[: len(content) // 2] if damage == "truncate" else b"?" * len(content))
    assert index.check()
    again, reports = reopened(root, archive, encoder)
    assert reports
    assert again.check() == []
    assert again.search("Sở Nội vụ báo cáo") == pytest.approx(expected)


def test_without_a_model_words_alone_are_searched_and_it_is_said(
    root: Path, archive: Archive, encoder: Encoder
) -> None:
    index, reports = reopened(root, archive, None)
    assert any("Không có mô hình nhúng" in line for line in reports)
    assert index.model_id is None
    assert index.search("Sở Nội vụ báo cáo")
    assert index.check() == []
    with_model, reports = reopened(root, archive, encoder)
    assert any("mô hình nhúng khác" in line for line in reports)
    assert with_model.model_id == encoder.model_id


def test_another_model_keeps_the_words_and_makes_new_vectors(
    index: Index, root: Path, archive: Archive, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_static_model(["sở", "báo", "cáo"], np.eye(3), tmp_path / "khác")
    monkeypatch.setattr(LexicalIndex, "add", lambda *given: pytest.fail("the words were made again"))
    other, reports = reopened(root, archive, Encoder.load(tmp_path / "khác"))
    assert any("mô hình nhúng khác" in line for line in reports)
    assert other.check() == []
    assert other.model_id != encoder.model_id
    assert other.search("Sở báo cáo")
    without, _ = reopened(root, archive, None)
    assert without.model_id is None
    assert without.check() == []


def test_a_model_used_before_embeds_nothing_again(
    index: Index, root: Path, archive: Archive, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index.search("Sở Nội vụ báo cáo")
    save_static_model(["sở", "báo", "cáo"], np.eye(3), tmp_path / "khác")
    other, _ = reopened(root, archive, Encoder.load(tmp_path / "khác"))
    other.refresh()
    assert other.facts is not None
    assert other.facts.dimension == 3
    monkeypatch.setattr(Encoder, "encode_passages", lambda *given: pytest.fail("a text was embedded again"))
    again, _ = reopened(root, archive, encoder)
    assert again.search("Sở Nội vụ báo cáo") == pytest.approx(before)


def test_while_another_model_embeds_words_are_searched(
    index: Index, root: Path, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_static_model(["sở", "báo", "cáo"], np.eye(3), tmp_path / "khác")
    found, made = searched_while_it_is_made(root, archive, Encoder.load(tmp_path / "khác"), monkeypatch)
    assert found
    assert made.facts is not None
    assert made.model_id == made.facts.name


def test_after_a_restart_the_old_index_serves_while_the_new_one_is_made(
    index: Index, root: Path, archive: Archive, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = archive.add(parse_text(NEW, "thuy-san.txt")).document_id
    found, made = searched_while_it_is_made(root, archive, encoder, monkeypatch)
    assert found
    assert made.search("nuôi trồng thủy sản")[0].document_id == added


def searched_while_it_is_made(
    root: Path, archive: Archive, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[PassageHit], Index]:
    """What the index opened in ``root`` finds while another thread brings it up to date, and then that index."""
    begun, go_on = threading.Event(), threading.Event()
    save = HybridIndex.save

    def slow(hybrid: HybridIndex, folder: Path) -> None:
        begun.set()
        assert go_on.wait(30)
        save(hybrid, folder)

    index, _ = reopened(root, archive, encoder)
    assert index.is_behind
    monkeypatch.setattr(HybridIndex, "save", slow)
    maker = threading.Thread(target=index.refresh)
    maker.start()
    assert begun.wait(30)
    found = index.search("Sở Nội vụ báo cáo")
    go_on.set()
    maker.join(30)
    assert not index.is_behind
    return found, index


KILLED = """
import sys
from pathlib import Path
from ingest.archive import Archive
from search import building
from search.hybrid import HybridIndex
from search.index import Index

building._SAVE_EVERY, building._AHEAD = -1.0, 1
add, done = HybridIndex.add, []

def told(hybrid, passages, embed):
    add(hybrid, passages, embed)
    done.append(1)
    print(len(done), flush=True)
    if len(done) == 3:
        sys.stdin.read()  # here it is killed

HybridIndex.add = told
Index.open(Path(sys.argv[1]), Archive.open(sys.argv[2]), None, lambda line: None)
"""


def test_a_process_that_is_killed_leaves_what_it_has_done(root: Path, archive: Archive, tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'kho.db').as_posix()}"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(root), url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline().strip() for _ in range(3)] == ["1", "2", "3"]
        process.kill()
    assert not (root / "manifest.json").exists()
    index, reports = reopened(root, archive, None)
    assert any("Lập tiếp chỉ mục đang dở (2 văn bản" in line for line in reports)
    assert index.check() == []
    assert index.search("Sở Nội vụ báo cáo")


def test_what_a_run_killed_while_saving_left_behind_counts_once(
    root: Path, archive: Archive, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = reopened(root.with_name("whole"), archive, encoder)
    monkeypatch.setattr(building, "_SAVE_EVERY", -1.0)
    monkeypatch.setattr(building, "_AHEAD", 1)
    write, written = Manifest.write, []

    def killed(manifest: Manifest, root: Path, file: str = BUILDING) -> None:
        written.append(manifest)
        if len(written) == 3:
            raise KeyboardInterrupt
        write(manifest, root, file)

    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            reopened(root, archive, encoder)
    index, reports = reopened(root, archive, encoder)
    assert any("Lập tiếp chỉ mục đang dở (2 văn bản" in line for line in reports)
    stored, expected = Manifest.read(root), Manifest.read(root.with_name("whole"))
    assert stored is not None
    assert expected is not None
    assert (stored.passages, stored.windows) == (expected.passages, expected.windows)
    assert index.search("Sở Nội vụ báo cáo") == pytest.approx(whole.search("Sở Nội vụ báo cáo"))


def test_adding_a_document_leaves_the_files_of_the_others(
    index: Index, root: Path, archive: Archive, encoder: Encoder
) -> None:
    def segments() -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in root.glob("v-*/lexical/*.idx")}

    before = segments()
    archive.add(parse_text(NEW, "thuy-san.txt"))
    index.refresh()
    assert before.items() <= segments().items()


def test_a_killed_run_is_gone_on_with(
    root: Path, archive: Archive, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_SAVE_EVERY", -1.0)
    monkeypatch.setattr(building, "_AHEAD", 1)
    indexed: list[str] = []
    add = HybridIndex.add

    def killed_at_the_third(hybrid: HybridIndex, passages: Sequence[Passage], embed: Embed) -> None:
        if len(indexed) == 3:
            raise KeyboardInterrupt
        indexed.append(passages[0].key.document_id)
        add(hybrid, passages, embed)

    monkeypatch.setattr(HybridIndex, "add", killed_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        reopened(root, archive, encoder)
    del indexed[1:]
    index, reports = reopened(root, archive, encoder)
    assert any("Lập tiếp chỉ mục đang dở (3 văn bản" in line for line in reports)
    assert len(indexed) == 1 + len(FILES) - 3
    assert index.check() == []
    assert [path.name for path in root.iterdir() if path.is_dir()] == [
        path.name for path in root.glob("v-*") if (path / "dense").is_dir()
    ]
    assert not (root / "building.json").exists()


def test_the_old_index_serves_while_the_new_one_is_made(
    index: Index, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    save = HybridIndex.save

    def slow(hybrid: HybridIndex, folder: Path) -> None:
        begun.set()
        assert go_on.wait(30)
        save(hybrid, folder)

    gone = index.search("Sở Nội vụ báo cáo")[0].document_id
    monkeypatch.setattr(HybridIndex, "save", slow)
    archive.remove(gone)
    maker = threading.Thread(target=index.refresh)
    maker.start()
    assert begun.wait(30)
    found = index.search("Sở Nội vụ báo cáo")
    go_on.set()
    maker.join(30)
    assert found
    assert gone not in {hit.document_id for hit in found}
    assert index.check() == []


def test_a_reranker_reads_the_best_again(index: Index) -> None:
    before = index.search("Sở Nội vụ báo cáo", limit=5)
    index.use_reranker(Reranker("thử", lambda read: [1 / len(text) for _, text in read]))
    after = index.search("Sở Nội vụ báo cáo", limit=5)
    assert len(after) == 5
    assert [hit.address for hit in after] != [hit.address for hit in before]
    assert [hit.score for hit in after] == sorted((hit.score for hit in after), reverse=True)


def test_a_clause_that_is_named_comes_first(index: Index, archive: Archive) -> None:
    document, clause = next(
        (document, provision)
        for document in archive.documents()
        for provision in archive.provisions(document.id)
        if document.metadata.number and str(provision.address).startswith("dieu-") and provision.text.strip()
    )
    place = str(clause.address).split("/")[0].removeprefix("dieu-")
    hit = index.search(f"điều {place} của {document.metadata.number} nói gì")[0]
    assert hit.document_id == document.id
    assert str(hit.address).startswith(f"dieu-{place}")


def test_progress_is_told_with_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = Reports()
    clock = iter([0.0, 10.0, 11.0, 20.0])
    monkeypatch.setattr("search.building.time.monotonic", lambda: next(clock))
    progress = building.Progress(reports, 40)
    for done in (10, 11, 20):
        progress.step(done)
    assert reports == [
        "Đã lập chỉ mục 10/40 văn bản, còn khoảng 30 giây.",
        "Đã lập chỉ mục 20/40 văn bản, còn khoảng 20 giây.",
    ]


def test_a_model_that_fails_leaves_the_words(
    root: Path, archive: Archive, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
        raise BadModel("Mô hình hết bộ nhớ.")

    monkeypatch.setattr(Encoder, "encode_passages", fail)
    index, reports = reopened(root, archive, encoder)
    assert any("chỉ tìm theo từ ngữ" in line for line in reports)
    assert len(index.search("Sở Nội vụ báo cáo")) == 10


def test_leftovers_of_an_interrupted_run_are_deleted_in_time(
    index: Index, root: Path, archive: Archive, encoder: Encoder
) -> None:
    old, young = root / "v-old", root / "v-young"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))
    reopened(root, archive, encoder)
    assert not old.exists()
    assert young.exists()


def test_an_empty_archive_gives_nothing(tmp_path: Path, encoder: Encoder) -> None:
    with Archive.open(f"sqlite:///{(tmp_path / 'trống.db').as_posix()}") as empty:
        index, _ = reopened(tmp_path / "index", empty, encoder)
        assert index.search("Sở Nội vụ") == []
        assert index.check() == []
