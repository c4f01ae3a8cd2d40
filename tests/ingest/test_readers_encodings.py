"""Old Vietnamese encodings: the whole alphabet, whole documents, and all that must stay as it is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import DOCUMENTS
from ingest.errors import FileError, UnreadableFile
from ingest.readers import read_bytes
from ingest.readers.legacy import (
    Restored,
    from_tcvn3,
    from_vni,
    in_font,
    is_foreign,
    is_syllable,
    restored,
    vietnamese_share,
)
from ingest.readers.legacy_tables import ALPHABET, TCVN3, VNI

SENTENCE = "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch."
DOCUMENT_TEXTS = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]

# As the missing fonts show them: text in the old encoding -> the same in Unicode
TCVN3_SAMPLES = [
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("uû ban nh©n d©n tØnh §¾k N«ng", "uỷ ban nhân dân tỉnh Đắk Nông"),
    ("QUYÕT §ÞNH", "QUYẾT ĐỊNH"),
    ("KÕ HO¹CH C¶I C¸CH HµNH CHÝNH", "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH"),
    ("Sè: 52/Q§-UBND", "Số: 52/QĐ-UBND"),
    ("Së VHTTDL vµ Së KH&§T", "Sở VHTTDL và Sở KH&ĐT"),
    ("§iÒu 1. Ph¹m vi ®iÒu chØnh", "Điều 1. Phạm vi điều chỉnh"),
]
VNI_SAMPLES = [
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ("UÛY BAN NHAÂN DAÂN TÆNH ÑAÉK NOÂNG", "ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG"),
    ("Kyù, kyõ thuaät, lyù do, quyù, thuûy, öu ñaõi, höôùng daãn", "Ký, kỹ thuật, lý do, quý, thủy, ưu đãi, hướng dẫn"),
    ("Soá: 52/QÑ-UBND", "Số: 52/QĐ-UBND"),
]


def in_tcvn3(text: str) -> str:
    codes = {letter: code for code, letter in TCVN3.items()}
    return "".join(
        codes.get(letter) or codes.get(letter.lower(), letter) for letter in unicodedata.normalize("NFC", text)
    )


def in_vni(text: str) -> str:
    codes = {letter: code for code, letter in reversed(VNI.items())}
    return "".join(codes.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(("old", "text"), TCVN3_SAMPLES)
def test_tcvn3(old: str, text: str) -> None:
    assert from_tcvn3(old) == text


@pytest.mark.parametrize(("old", "text"), VNI_SAMPLES)
def test_vni(old: str, text: str) -> None:
    assert from_vni(old) == text


def test_the_tables_cover_the_alphabet_and_nothing_twice() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 2 * 67
    assert set(VNI.values()) == set(ALPHABET)
    assert set(TCVN3.values()) == set(ALPHABET[:67]) | set("ĂÂÊÔƠƯĐ")
    assert len(TCVN3) == 67 + 7
    assert len({code.encode("latin-1") for code in (*TCVN3, *VNI)}) == len(TCVN3) + len(VNI) - len(
        set(TCVN3) & set(VNI)
    )


@pytest.mark.parametrize("letter", ALPHABET)
def test_every_letter_goes_to_vni_and_back(letter: str) -> None:
    assert from_vni(in_vni(letter)) == letter
    assert from_tcvn3(in_tcvn3(letter.lower())) == letter.lower()


@given(st.text(ALPHABET + "bcghkmnpqtx .,;:-/()0123456789", max_size=60))
def test_any_text_goes_to_vni_and_back_unless_letters_meet_as_a_code(text: str) -> None:
    spaced = " ".join(text)
    assert from_vni(in_vni(spaced)) == spaced


@pytest.mark.parametrize("text", DOCUMENT_TEXTS, ids=[str(at) for at in range(len(DOCUMENT_TEXTS))])
def test_whole_documents_are_recognised_and_come_back(text: str) -> None:
    assert restored(in_vni(text)).encoding == "VNI"
    assert restored(in_vni(text)).text == text
    found = restored(in_tcvn3(text))
    assert found.encoding == "TCVN3"
    pairs = list(zip(found.text.split(), text.split(), strict=True))
    assert all(one.casefold() == other.casefold() for one, other in pairs)
    assert sum(one != other for one, other in pairs) <= 0.002 * len(pairs)  # "Ủ" has no code of its own


@pytest.mark.parametrize("text", DOCUMENT_TEXTS, ids=[str(at) for at in range(len(DOCUMENT_TEXTS))])
def test_unicode_documents_stay_as_they_are(text: str) -> None:
    assert restored(text).text is text
    assert vietnamese_share(text.split("\n"))[1] > 0.95
    assert not is_foreign(text)


UNTOUCHED = [
    "Les élèves français étudient à l'école. Où êtes-vous né? Déjà vu, très bien, café, garçon, forêt, être, même.",
    "Übermäßige Größe: für die Bürger, müssen, können, über, Straße, schön, Mädchen, Öffnung, Änderung.",
    "Informação, educação, são, não, avó, pé, português, administração pública, decisão, órgão.",
    "Hà Nam là tỉnh; bà có nhà ở xã này, và làng kia thì không. Cà phê, phở, bún chả, nhà xã hội.",
    "The café serves crème brûlée.",
    "",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_other_languages_and_unicode_are_never_converted(text: str) -> None:
    assert restored(text) == Restored(text, None)


def test_only_the_lines_in_the_old_encoding_are_converted() -> None:
    old = "\n".join(code for code, _ in TCVN3_SAMPLES)
    found = restored(f"{SENTENCE}\n{old}\nHà Nội, ngày 5")
    assert found.text.split("\n")[0] == SENTENCE
    assert found.text.split("\n")[1] == TCVN3_SAMPLES[0][1]
    assert found.text.endswith("Hà Nội, ngày 5")


SPELLED = "nghiệp QUYẾT gì giếng quốc khuỷu nguyễn Đắc xoong khuya ỷ uỷ hoà ngoằn yểng"
MISSPELLED = "Céng nghÜa ca\u00f1on école über ngiệp kuốc brûl đđ"
SYLLABLES = [(word, True) for word in SPELLED.split()] + [(word, False) for word in MISSPELLED.split()]


@pytest.mark.parametrize(("word", "expected"), SYLLABLES)
def test_syllables(word: str, expected: bool) -> None:
    assert is_syllable(word) is expected


# text of a run, its font -> text as shown
RUNS = [
    ("KÕ ho¹ch", ".VnTime", "Kế hoạch"),
    ("kÕ ho¹ch", ".VnTimeH", "KẾ HOẠCH"),
    ("Keá hoaïch", "VNI-Times", "Kế hoạch"),
    ("Kế hoạch", ".VnTime", "Kế hoạch"),
    ("Hà Nam", ".VnTime", "Hà Nam"),
    ("Céng", "Times New Roman", "Céng"),
    ("Céng", None, "Céng"),
    ("52", ".VnTime", "52"),
]


@pytest.mark.parametrize(("text", "font", "shown"), RUNS)
def test_runs_in_old_fonts(text: str, font: str | None, shown: str) -> None:
    assert in_font(text, font) == shown


def test_old_files_are_read_with_a_warning() -> None:
    tcvn3 = "\r\n".join(old for old, _ in TCVN3_SAMPLES).encode("latin-1")
    vni = "\n".join(old for old, _ in VNI_SAMPLES).encode("latin-1")
    cp1258 = unicodedata.normalize("NFD", SENTENCE)
    for data, name in ((tcvn3, "TCVN3"), (vni, "VNI")):
        source = read_bytes(data, Path("a.txt"))
        assert "Độc lập - Tự do - Hạnh phúc" in source.text
        assert source.warnings == (
            f"Tệp dùng bảng mã {name}, đã chuyển sang Unicode; hãy đối chiếu với bản gốc khi trích dẫn.",
        )
    windows = read_bytes(_in_cp1258(cp1258), Path("a.txt"))
    assert windows.text == SENTENCE
    assert "Windows-1258" in windows.warnings[0]


def _in_cp1258(decomposed: str) -> bytes:
    """Letters with hat or breve have codes; tones follow as marks."""
    tones = set("\u0300\u0301\u0303\u0309\u0323")
    pieces = [""]
    for letter in decomposed:
        if letter in tones:
            pieces += [letter, ""]
        else:
            pieces[-1] += letter
    composed = [piece if piece in tones else unicodedata.normalize("NFC", piece) for piece in pieces]
    return _mended("".join(composed)).encode("cp1258")


def _mended(text: str) -> str:
    """A tone typed before hat or breve (NFD orders the dot first) moves behind it."""
    for mark in "\u0302\u0306\u031b":
        text = text.replace(f"\u0323{mark}", f"{mark}\u0323")
    for plain, mark, letter in (("a", "\u0302", "â"), ("e", "\u0302", "ê"), ("o", "\u0302", "ô"), ("a", "\u0306", "ă")):
        text = text.replace(plain + mark, letter).replace(plain.upper() + mark, letter.upper())
    return text.replace("o\u031b", "ơ").replace("u\u031b", "ư").replace("U\u031b", "Ư").replace("O\u031b", "Ơ")


def test_a_file_of_mixed_encodings_keeps_its_unicode_lines() -> None:
    old = "\n".join(code for code, _ in TCVN3_SAMPLES).encode("latin-1")
    source = read_bytes(SENTENCE.encode() + b"\n" + old, Path("a.txt"))
    assert source.text == "\n".join([SENTENCE, *(text for _, text in TCVN3_SAMPLES)])
    assert "TCVN3 lẫn với UTF-8" in source.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_when_certain(encoding: str) -> None:
    source = read_bytes(SENTENCE.encode(encoding), Path("a.txt"))
    assert source.text == SENTENCE
    assert "BOM" in source.warnings[0]


def test_english_is_read_and_said_to_be_foreign() -> None:
    english = "The plan \u201csets out\u201d the tasks \u2013 and the agencies \u2013 of the year. " * 12
    for data in (english.encode("utf-8"), english.encode("cp1252")):
        source = read_bytes(data, Path("a.txt"))
        assert source.text == english
        assert any("hầu như không có chữ tiếng Việt" in warning for warning in source.warnings)


def test_a_short_text_without_marks_is_not_called_foreign() -> None:
    assert read_bytes(b"Ke hoach 52", Path("a.txt")).warnings == ()


@pytest.mark.parametrize("text", ["caf\xe9 cr\xe8me", "\xdcberm\xe4\xdfige Gr\xf6\xdfe f\xfcr B\xfcrger", "\xe9"])
def test_bytes_of_another_language_are_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match="không nhận ra bảng mã cũ"):
        read_bytes(text.encode("latin-1"), Path("a.txt"))


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = read_bytes(data, Path("a.csv"))
    except FileError as error:
        assert "\n" not in str(error)
    else:
        assert source.text.strip()
