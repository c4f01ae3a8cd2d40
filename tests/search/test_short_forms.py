"""Short forms that documents define, and the words that letters are the initials of."""

import pytest

from search.initials import is_short_form, short_forms, written_out
from search.question.abbreviations import in_print
from search.relevance import Counted, Weights, words_of
from search.short_forms import ShortForms, defined_in, key_of


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        ("doanh nghiệp nhỏ và vừa (sau đây viết tắt là DNNVV)", {"DNNVV": "doanh nghiệp nhỏ và vừa"}),
        ("Ban Chỉ huy Phòng thủ dân sự (sau đây gọi tắt là “BCH PTDS”)", {}),  # of two words: not one short form
        ("công tác Bình đẳng giới (BĐG)\nvà các nội dung khác", {"BĐG": "bình đẳng giới"}),
        ("Chương trình xây dựng **nông thôn mới** (NTM)", {"NTM": "nông thôn mới"}),
        ("ngành Nông nghiệp và Môi trường (NN&MT)", {"NN&MT": "nông nghiệp và môi trường"}),
        ("cán bộ, công chức, viên chức (CBCCVC)", {"CBCCVC": "cán bộ công chức viên chức"}),
        ("danh mục thủ tục hành chính nội bộ (TTHC)", {"TTHC": "thủ tục hành chính"}),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam, gọi tắt là MTTQ.", {"MTTQ": "mặt trận tổ quốc"}),
        ("hệ thống một cửa (theo mẫu)", {}),
        ("kinh phí (TT)", {}),
        ("DNNVV (doanh nghiệp nhỏ và vừa) trong tỉnh", {"DNNVV": "doanh nghiệp nhỏ và vừa"}),
        ("hợp tác xã (CTCP)", {}),  # other letters
        ("công an nhân (CAN)", {}),  # a word as well
    ],
)
def test_what_a_text_defines(text: str, defined: dict[str, str]) -> None:
    assert defined_in(text) == defined


def test_only_what_all_define_alike_is_agreed() -> None:
    one = {"BCĐ": "ban chỉ đạo", "TTX": "thông tin xã"}
    forms = ShortForms.agreed([one, {"BCĐ": "ban chỉ đạo", "TTX": "thị trấn xã"}])
    assert forms.longs == {"bcd": ("ban", "chỉ", "đạo")}
    own = forms.with_own(ShortForms.agreed([{"TTX": "thị trấn xã"}]))
    assert own.spelled(["ttx", "bcđ", "khác"]) == ["thị", "trấn", "xã", "ban", "chỉ", "đạo", "khác"]


def test_keys_and_initials() -> None:
    assert key_of("LĐ-TB&XH") == "ldtbxh"
    assert [key for key in ("kcn", "can", "ubnd", "a", "5gx") if is_short_form(key)] == ["kcn", "ubnd"]
    assert ("dnnvv", 0, 5) in list(short_forms(["doanh", "nghiep", "nho", "va", "vua"]))
    assert written_out({"hkx"}, ["ho", "kinh", "doanh"]) == set()


def test_parts_of_a_short_form_are_one_word() -> None:
    assert words_of("ngành NX&MZ") == ("ngành", "nxmz")
    assert words_of("Sở NN&MT") == ("sở", "nông", "nghiệp", "và", "môi", "trường")
    assert words_of("Đài PT-TH") == ("đài", "phát", "thanh", "và", "truyền", "hình")
    assert words_of("kinh tế - xã hội, 2026-2030") == ("kinh", "tế", "xã", "hội", "2026", "2030")


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("lộ bí mật NN thì sao", "lộ bí mật nha nuoc thì sao"),
        ("bảo vệ NN và bí mật NN", "bảo vệ NN và bí mật nha nuoc"),
        ("bí mật NN Hà Nội", "bí mật NN Hà Nội"),  # part of a name
        ("bí mật TM", "bí mật TM"),  # printed nowhere
        ("tài liệu BM", "tài liệu bi mat"),
        ("BÍ MẬT NN", "BÍ MẬT NN"),
    ],
)
def test_two_letters_for_the_words_that_are_printed_there(typed: str, spelled: str) -> None:
    weights = Weights.learn(["bảo vệ bí mật nhà nước", "tài liệu bí mật nhà nước"] * 3 + ["mật năng nề"])
    assert in_print(typed, weights) == spelled


CLAUSES = [
    "Đến hết năm 2030 có 60% DNVX trên địa bàn ứng dụng công nghệ số.",
    "Hỗ trợ doanh nghiệp vừa xanh (DNVX) tiếp cận vốn.",
    "Sở Tài chính bố trí kinh phí thực hiện.",
    "Tuyên truyền cho cán bộ, công chức.",
]


def test_long_and_short_forms_meet() -> None:
    counted = Counted.of(CLAUSES)
    weights = Weights.of_documents([Counted(counted.counts, counted.total, defined_in("\n".join(CLAUSES)))])
    for asked in ("doanh nghiệp vừa xanh ứng dụng công nghệ số", "DNVX ứng dụng công nghệ số"):
        topic = weights.topic([asked])
        assert topic.score(CLAUSES[0]) > 0.8 > topic.score(CLAUSES[2])


def test_initials_meet_where_nobody_defines_them() -> None:
    weights = Weights.learn([*CLAUSES, "Thanh tra các QTKT trong tỉnh.", "Quỹ tín dụng hoạt động."])
    assert weights.topic(["thanh tra quỹ tín khu tỉnh"]).score("Thanh tra các QTKT trong tỉnh.") > 0.7
    assert weights.topic(["thanh tra QTDX"]).score("Thanh tra quỹ tín dụng xã hằng năm.") > 0.85
