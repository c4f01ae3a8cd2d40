"""Files that come in: at once or in the background, found by searches afterwards, gone from answers when recalled."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.archive import FileState, JobState, MetadataField, NewFile, OnDuplicate
from ingest.corpus import DOCUMENTS
from ingest.datafolder import DataFolder
from ingest.errors import BadInput, NotFound
from search.engine import Engine
from search.intake import is_done

FRAGMENT = DOCUMENTS / "004_e0111871bdc57341.txt"
PLAN = DOCUMENTS / "002_959ca475dbccc435.txt"
QUESTION = "Ai chủ trì Hội thi chung tay CCHC năm 2020?"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Engine]:
    with Engine.open(tmp_path / "Dữ liệu Sở Nội vụ") as opened:
        yield opened


def sent(path: Path) -> tuple[str, io.BytesIO]:
    return path.name, io.BytesIO(path.read_bytes())


def files(engine: Engine, text: str = "hội thi cải cách hành chính") -> set[str]:
    return {hit.citation.source_file for hit in engine.search(text, limit=50).hits}


def test_what_is_sent_is_read_in_the_background_and_found(own: Engine) -> None:
    job = own.intake.receive([sent(FRAGMENT), sent(PLAN), ("trống.txt", io.BytesIO(b" "))], OnDuplicate.ASK)
    done = own.intake.wait(job, 60)
    assert is_done(done)
    assert [file.state for file in done.files] == [FileState.INDEXED, FileState.INDEXED, FileState.FAILED]
    assert PLAN.name in files(own)
    assert own.check() == []


def test_the_command_line_takes_the_same_path(own: Engine) -> None:
    assert [outcome.status for outcome in own.ingest([FRAGMENT, PLAN])] == ["added", "added"]
    [job] = own.archive.jobs.recent()
    assert (job.state, job.count(FileState.INDEXED)) == (JobState.DONE, 2)


def test_stopping_half_way_cancels_the_rest(own: Engine) -> None:
    outcomes = own.ingest([FRAGMENT, PLAN])
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    [job] = own.archive.jobs.recent()
    assert (job.state, [file.state for file in job.files]) == (
        JobState.STOPPED,
        [FileState.STORED, FileState.CANCELLED],
    )


def test_a_job_that_a_killed_process_left_goes_on(own: Engine) -> None:
    copy = own.folder.spool.receive(PLAN.name, io.BytesIO(PLAN.read_bytes()))
    left = own.archive.jobs.create([NewFile(copy, PLAN.name, OnDuplicate.ASK, is_spooled=True)])
    own.archive.jobs.start(left, 0)  # here the process ended
    own.intake.wake()
    assert own.intake.wait(left, 60).count(FileState.INDEXED) == 1
    assert PLAN.name in files(own)


def test_a_killed_command_is_finished_by_the_next(own: Engine) -> None:
    left = own.archive.jobs.create([NewFile(PLAN, PLAN.name), NewFile(FRAGMENT, FRAGMENT.name)])
    assert [outcome.path.name for outcome in own.ingest([FRAGMENT])] == [FRAGMENT.name]
    assert own.archive.jobs.get(left).count(FileState.INDEXED, FileState.CANCELLED) == 2
    assert len(own.archive.catalogue()) == 2


def test_a_duplicate_is_asked_about_and_done_as_chosen(own: Engine, tmp_path: Path) -> None:
    list(own.ingest([PLAN]))
    changed = tmp_path / "bản mới.txt"
    changed.write_text(PLAN.read_text(encoding="utf-8").replace("Hội thi", "Cuộc thi"), encoding="utf-8")
    job = own.intake.receive([sent(changed)], OnDuplicate.ASK)
    assert own.intake.wait(job, 60).count(FileState.DUPLICATE) == 1
    assert own.archive.catalogue()[0].source_file == PLAN.name
    own.intake.decide(job, {0: OnDuplicate.REPLACE})
    assert own.intake.wait(job, 60).count(FileState.INDEXED) == 1
    assert files(own, "cuộc thi chung tay cải cách hành chính") == {changed.name}
    [earlier] = own.archive.versions(own.archive.catalogue()[0].id)
    assert earlier.source_file == PLAN.name


def test_without_a_model_files_are_read_and_found_by_words(tmp_path: Path) -> None:
    with Engine.open(tmp_path / "Kho", str(tmp_path / "không có")) as without:
        job = without.intake.receive([sent(PLAN)], OnDuplicate.ASK)
        assert without.intake.wait(job, 60).count(FileState.INDEXED) == 1
        assert files(without, "hội thi chung tay cải cách hành chính") == {PLAN.name}


def test_a_recalled_document_leaves_every_answer_at_once(own: Engine) -> None:
    list(own.ingest([FRAGMENT, PLAN]))
    assert own.ask(QUESTION).answerable
    assert own.duties("Sở Nội vụ").duties
    recalled = own.recall("02/KH-UBND", "Ban hành sai thẩm quyền", date(2026, 11, 20))
    answer = own.ask(QUESTION)
    assert recalled.id not in {one.document_id for one in (*answer.citations, *answer.nearest)}
    assert not answer.answerable
    assert PLAN.name not in files(own)
    assert recalled.id not in {duty.citation.document_id for duty in own.duties("Sở Nội vụ").duties}
    named = own.ask("Kế hoạch 02/KH-UBND ban hành ngày nào?")
    assert "02/KH-UBND đã bị thu hồi từ ngày 20/11/2026 (Ban hành sai thẩm quyền)" in named.answer
    assert own.check() == []
    own.reinstate("02/KH-UBND")
    assert own.ask(QUESTION).answerable
    assert PLAN.name in files(own)


def test_a_correction_counts_in_answers_and_filters(own: Engine) -> None:
    list(own.ingest([PLAN]))
    corrected = own.correct("02/KH-UBND", {MetadataField.NUMBER: "20/KH-UBND", MetadataField.ISSUED_ON: "13/01/2020"})
    answer = own.ask(QUESTION)
    assert answer.citations[0].number == "20/KH-UBND"
    assert "20/KH-UBND ngày 13/01/2020" in answer.citations[0].citation
    assert own.resolve("20/KH-UBND").id == corrected.id
    assert own.correct("20/KH-UBND", {}).metadata.number == "02/KH-UBND"


def test_wrong_changes_change_nothing(own: Engine) -> None:
    list(own.ingest([PLAN]))
    before = own.archive.generation()
    with pytest.raises(BadInput, match="lý do"):
        own.recall("02/KH-UBND", "")
    with pytest.raises(BadInput, match="không phải một ngày"):
        own.correct("02/KH-UBND", {MetadataField.ISSUED_ON: "mai"})
    with pytest.raises(NotFound):
        own.reinstate("99/KH-UBND")
    assert own.archive.generation() == before


def test_a_restored_copy_leaves_no_job_half_done(own: Engine, tmp_path: Path) -> None:
    from search.backup import restore

    list(own.ingest([PLAN]))
    copy = own.folder.spool.receive("a.txt", io.BytesIO(b"x"))
    own.archive.jobs.create([NewFile(copy, "a.txt", is_spooled=True)])
    own.archive.recall(own.archive.catalogue()[0].id, "Hết hiệu lực", date(2026, 11, 20))
    assert own.backup(tmp_path / "kho.zip").documents == 1
    restore(tmp_path / "Kho khác", tmp_path / "kho.zip")
    with pytest.raises(BadInput, match="--force"):
        restore(tmp_path / "Kho khác", tmp_path / "kho.zip")
    folder = DataFolder.open(tmp_path / "Kho khác")
    with Engine.open(folder.path) as restored:
        assert restored.archive.jobs.unfinished() == []
        assert [entry.recall is not None for entry in restored.archive.catalogue(with_recalled=True)] == [True]
