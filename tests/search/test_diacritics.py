"""Restoring marks that were not typed, and nothing else."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import DOCUMENTS
from ingest.errors import Defect
from ingest.folding import strip_marks
from search.diacritics import restore
from search.diacritics_model import SyllableModel
from search.training.restoration import Pruning, accuracy, learn


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("So Noi vu chu tri nhung nhiem vu nao nam 2018?", "Sở Nội vụ chủ trì những nhiệm vụ nào năm 2018?"),
        ("TRACH NHIEM CUA SO NOI VU", "TRÁCH NHIỆM CỦA SỞ NỘI VỤ"),
        ("ai chu tri xay dung ke hoach cai cach hanh chinh", "ai chủ trì xây dựng kế hoạch cải cách hành chính"),
        ("Van phong UBND tinh phai bao cao khi nao", "Văn phòng UBND tỉnh phải báo cáo khi nào"),
        ("thu tuc hanh chinh", "thủ tục hành chính"),
        ("kế hoạch nào nhac den PAPI", "kế hoạch nào nhắc đến PAPI"),
        ("uy ban nhan dan tinh Dak Nong", "ủy ban nhân dân tỉnh Đắk Nông"),
        ("HDND va UBND", "HĐND và UBND"),
        ("kinh phi thuc hien lay tu dau", "kinh phí thực hiện lấy từ đâu"),
        ("chia lam may dot", "chia làm mấy đợt"),
        ("xong hoi thi chung tay", "xong hội thi chung tay"),
        ("Ai vo dich", "Ai vô địch"),
        ("dang ky truc tuyen o dau", "đăng ký trực tuyến ở đâu"),
        ("do bo nao xay dung", "do bộ nào xây dựng"),
        ("Phu luc Ke hoach nam 2023 cua Thai Nguyen", "Phụ lục Kế hoạch năm 2023 của Thái Nguyên"),
        ("tinh Binh Phuoc giao so nao", "tỉnh Bình Phước giao sở nào"),
    ],
)
def test_what_was_meant(typed: str, meant: str) -> None:
    assert restore(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tỉnh Dắk Nông", "tỉnh Đắk Nông"),
        ("Nghị quyềt của Hội đồng nhân dân", "Nghị quyết của Hội đồng nhân dân"),
        (
            "xác nhạn chuyên gia, giải quyêt trong mấy ngày làm viêc",
            "xác nhận chuyên gia, giải quyết trong mấy ngày làm việc",
        ),
        ("đuợc giao trong kế hoach bảo vệ bí mật nhà nưóc", "được giao trong kế hoạch bảo vệ bí mật nhà nước"),
        ("kết quá giải quyết khiếu nại của nguời dân", "kết quả giải quyết khiếu nại của người dân"),
        ("chừng nào thì xong chuyện này", "chừng nào thì xong chuyện này"),
        ("thủ tục hàmh chính", "thủ tục hàmh chính"),  # no reading: a letter is wrong, not a mark
        ("huyện Krông Nô", "huyện Krông Nô"),
        ("uỷ quyền hoà giải", "uỷ quyền hoà giải"),
    ],
)
def test_marks_in_the_wrong_place(typed: str, meant: str) -> None:
    assert restore(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Kế hoạch cho năm 2019 do ai ban hành",
        "Theo Quyết định này, các sở, ban, ngành cho ý kiến trong tháng 3",
        "Sở Nội vụ",
        "52/QD-UBND",
        "30/2020/ND-CP",
        "snv@daknong.gov.vn",
        "www.daknong.gov.vn",
        "chỉ số PAR INDEX, SIPAS, PCI",
        "Uỷ ban nhân dân",
        "UBND, CCHC, TTHC",
        "https://dichvucong.gov.vn/p/home",
        "",
        "2018?",
    ],
)
def test_what_stays_as_typed(typed: str) -> None:
    assert restore(typed) == typed


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: str(path.name)[:3])
def test_shipped_documents_lose_no_typed_mark(path: Path) -> None:
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    restored = restore(text)
    changed = sum(a != b for a, b in zip(text.split(), restored.split(), strict=True))
    assert strip_marks(restored) == strip_marks(text)
    assert changed <= 0.01 * len(text.split())


def test_accuracy_on_the_shipped_documents() -> None:
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS.glob("*.txt")]
    assert accuracy(SyllableModel.load(), texts) > 0.98


@given(st.text(max_size=60))
def test_only_marks_are_added(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    restored = restore(text)
    assert len(restored) == len(composed)
    assert strip_marks(restored) == strip_marks(composed)


@given(
    st.lists(
        st.sampled_from(
            ["sở", "nội", "vụ", "ban", "hành", "cải", "cách", "Đắk", "Nông", "52/QĐ-UBND", ",", "2017", "PAPI"]
        ),
        max_size=12,
    )
)
def test_restoring_twice_changes_nothing_more(words: list[str]) -> None:
    once = restore(" ".join(words))
    assert [a for a, b in zip(words, once.split(), strict=True) if strip_marks(a) != a and a != b] == []


def test_a_model_learns_from_what_it_reads(tmp_path: Path) -> None:
    model = learn(["Sở Nội vụ chủ trì cải cách hành chính."] * 3, Pruning(syllables=1, pairs=1))
    model.save(tmp_path / "small.npz")
    again = SyllableModel.load(tmp_path / "small.npz")
    assert again.syllables == model.syllables
    assert accuracy(again, ["Sở Nội vụ chủ trì cải cách hành chính."]) == 1.0


def test_a_damaged_model_says_so(tmp_path: Path) -> None:
    (tmp_path / "bad.npz").write_bytes(b"PK\x03\x04 no model")
    with pytest.raises(Defect, match=r"bad\.npz"):
        SyllableModel.load(tmp_path / "bad.npz")
    with pytest.raises(Defect):
        SyllableModel.load(tmp_path / "missing.npz")


@pytest.mark.parametrize(
    "text", ["Em lỡ quên mật khẩu, báo lên rồi thì bao lâu mới được cấp lại?", "ông Cao Huy ký quyết định nào"]
)
def test_rare_words_and_names_typed_with_marks_stay(text: str) -> None:
    assert restore(text) == text
