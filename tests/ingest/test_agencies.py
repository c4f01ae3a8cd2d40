"""Agencies in the text and the cells of documents: phrases as plans and decisions print them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agencies import AgencyRegistry
from ingest.corpus import DOCUMENTS
from ingest.folding import squeeze

REGISTRY = AgencyRegistry.load()
Found = list[tuple[str | None, str]]

# text, [(id, name as printed)]
RUNNING_TEXT: list[tuple[str, Found]] = [
    ("Điều 2. Giao Sở Nội vụ theo dõi, đôn đốc", [("so-noi-vu", "Sở Nội vụ")]),
    ("Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 571/TTr-SNV", [("so-noi-vu", "Giám đốc Sở Nội vụ")]),
    ("báo cáo UBND tỉnh (qua Sở Nội vụ)", [("ubnd-tinh", "UBND tỉnh"), ("so-noi-vu", "Sở Nội vụ")]),
    ("Uỷ ban nhân dân tỉnh Đăk Nông ban hành", [("ubnd-tinh", "Uỷ ban nhân dân tỉnh Đăk Nông")]),
    ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG", [("chu-tich-ubnd-tinh", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG")]),
    ("**ỦY BAN NHÂN DÂN\n**\nTỈNH ĐỒNG NAI", [("ubnd-tinh", "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI")]),
    ("Quyết định số 52 /QĐ-UBND tỉnh ngày 11", []),
    ("Thông tư liên tịch số 03/2012/TTLT-BKHCN-BNV", []),
    ("Sở hữu trí tuệ và cơ sở dữ liệu", []),
    ("Trường hợp kéo dài thì Bộ phận Một cửa xin lỗi", [("bo-phan-mot-cua", "Bộ phận Một cửa")]),
    ("Ban hành kèm theo Quyết định", []),
    ("Cơ sở Y tế, cán bộ Công an", []),
    ("xây dựng Chính phủ điện tử, Chính phủ số", []),
    ("của Chính phủ ban hành", [("chinh-phu", "Chính phủ")]),
    ("của Thủ tướng Chính phủ phê duyệt", [("thu-tuong-chinh-phu", "Thủ tướng Chính phủ")]),
    ("Bộ trưởng Bộ Nội vụ phê duyệt Đề án", [("bo-noi-vu", "Bộ trưởng Bộ Nội vụ")]),
    (
        "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
        [("van-phong-chinh-phu", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ")],
    ),
    ("Chánh Văn phòng UBND tỉnh;", [("van-phong-ubnd-tinh", "Chánh Văn phòng UBND tỉnh")]),
    ("- Các PCVP UBND tỉnh;", [("van-phong-ubnd-tinh", "Các PCVP UBND tỉnh")]),
    (
        "Chánh Văn phòng Ủy ban nhân dân Thành phố",
        [("van-phong-ubnd-tinh", "Chánh Văn phòng Ủy ban nhân dân Thành phố")],
    ),
    ("Chủ tịch, các PCT UBND tỉnh", [("chu-tich-ubnd-tinh", "Chủ tịch, các PCT UBND tỉnh")]),
    ("Thường trực HĐND tỉnh", [("hdnd-tinh", "Thường trực HĐND tỉnh")]),
    ("Thường trực Tỉnh uỷ", [("tinh-uy", "Thường trực Tỉnh uỷ")]),
    ("đề nghị Ban Tuyên giáo Tỉnh ủy", [("ban-tuyen-giao", "Ban Tuyên giáo Tỉnh ủy")]),
    (
        "Ban Tuyên giáo và Dân vận Thành ủy",
        [("ban-tuyen-giao-va-dan-van", "Ban Tuyên giáo và Dân vận Thành ủy")],
    ),
    ("Sở Khoa học và\nCông nghệ chủ trì", [("so-khoa-hoc-va-cong-nghe", "Sở Khoa học và Công nghệ")]),
    (
        "**Sở Văn** **hoá, Thể thao  và Du lịch**",
        [("so-van-hoa-the-thao-va-du-lich", "Sở Văn hoá, Thể thao và Du lịch")],
    ),
    (
        "Sở VHTTDL, Sở VH,TT&DL",
        [("so-van-hoa-the-thao-va-du-lich", "Sở VHTTDL"), ("so-van-hoa-the-thao-va-du-lich", "Sở VH,TT&DL")],
    ),
    (
        "Sở Văn hóa và Thể thao thành phố Hà Nội",
        [("so-van-hoa-va-the-thao", "Sở Văn hóa và Thể thao thành phố Hà Nội")],
    ),
    (
        "Sở Lao động, Thương binh và Xã hội",
        [("so-lao-dong-thuong-binh-va-xa-hoi", "Sở Lao động, Thương binh và Xã hội")],
    ),
    (
        "Sở Lao động - Thương binh và Xã hội",
        [("so-lao-dong-thuong-binh-va-xa-hoi", "Sở Lao động - Thương binh và Xã hội")],
    ),
    ("Sở LĐ-TB&XH", [("so-lao-dong-thuong-binh-va-xa-hoi", "Sở LĐ-TB&XH")]),
    ("Sở KH&ĐT, Sở KHĐT", [("so-ke-hoach-va-dau-tu", "Sở KH&ĐT"), ("so-ke-hoach-va-dau-tu", "Sở KHĐT")]),
    (
        "Sở TT&TT phối hợp Sở GD&ĐT",
        [("so-thong-tin-va-truyen-thong", "Sở TT&TT"), ("so-giao-duc-va-dao-tao", "Sở GD&ĐT")],
    ),
    ("Sở NN và PTNT", [("so-nong-nghiep-va-phat-trien-nong-thon", "Sở NN và PTNT")]),
    ("Sở Nông nghiệp và Môi trường", [("so-nong-nghiep-va-moi-truong", "Sở Nông nghiệp và Môi trường")]),
    (
        "Giám đốc các Sở: Tài chính, Khoa học và Công nghệ và Chánh Văn phòng UBND tỉnh",
        [
            ("so-tai-chinh", "Giám đốc các Sở: Tài chính"),
            ("so-khoa-hoc-va-cong-nghe", "Khoa học và Công nghệ"),
            ("van-phong-ubnd-tinh", "Chánh Văn phòng UBND tỉnh"),
        ],
    ),
    ("các Sở Nội vụ, Tài chính", [("so-noi-vu", "các Sở Nội vụ"), ("so-tai-chinh", "Tài chính")]),
    ("Đài Phát thanh & Truyền hình", [("dai-phat-thanh-truyen-hinh", "Đài Phát thanh & Truyền hình")]),
    ("Báo và Phát thanh, truyền hình tỉnh", [("bao-va-dai", "Báo và Phát thanh, truyền hình tỉnh")]),
    ("các Trạm truyền thanh cơ sở", [("dai-truyen-thanh-co-so", "các Trạm truyền thanh cơ sở")]),
    ("9. Báo Đắk Nông: Mở chuyên trang", [("bao-tinh", "Báo Đắk Nông")]),
    ("Báo cáo UBND tỉnh", [("ubnd-tinh", "UBND tỉnh")]),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", [("mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh")]),
    ("UB MTTQ tỉnh", [("mttq", "UB MTTQ tỉnh")]),
    ("các cấp ủy và các tổ chức chính trị - xã hội", [("to-chuc-chinh-tri-xa-hoi", "các tổ chức chính trị - xã hội")]),
    ("Công an tỉnh, Bộ CHQS tỉnh", [("cong-an-tinh", "Công an tỉnh"), ("bo-chqs", "Bộ CHQS tỉnh")]),
    (
        "Cục KSTTHC, Văn phòng Chính phủ",
        [("cuc-kiem-soat-tthc", "Cục KSTTHC"), ("van-phong-chinh-phu", "Văn phòng Chính phủ")],
    ),
    (
        "Thủ trưởng các cơ quan, đơn vị, địa phương",
        [("co-quan-don-vi-dia-phuong", "Thủ trưởng các cơ quan, đơn vị, địa phương")],
    ),
    ("hoạt động của cơ quan, đơn vị mình", []),
    ("Thủ trưởng các Sở, Ban, ngành", [("cac-so-ban-nganh", "Thủ trưởng các Sở, Ban, ngành")]),
    ("lãnh đạo các Sở, ngành tham gia", [("cac-so-ban-nganh", "lãnh đạo các Sở, ngành")]),
    (
        "các cơ quan ngành dọc của Trung ương đóng trên địa bàn tỉnh",
        [("co-quan-trung-uong-tren-dia-ban", "các cơ quan ngành dọc của Trung ương đóng trên địa bàn tỉnh")],
    ),
    ("Chủ tịch UBND các huyện, thị xã và", [("ubnd-cap-huyen", "Chủ tịch UBND các huyện, thị xã")]),
    ("Ủy ban nhân dân các phường, xã, đặc khu", [("ubnd-cap-xa", "Ủy ban nhân dân các phường, xã, đặc khu")]),
    ("UBND xã Đắk Wer và UBND phường Phù Khê", [(None, "UBND xã Đắk Wer"), (None, "UBND phường Phù Khê")]),
    ("UBND thành phố Hội An thực hiện", [(None, "UBND thành phố Hội An")]),
    ("Hội An là phố cổ", []),
    ("Phòng Văn hóa và Thông tin thẩm định", [(None, "Phòng Văn hóa và Thông tin")]),
    (
        "Trung tâm Phục vụ hành chính công cấp xã",
        [("trung-tam-hanh-chinh-cong-cap-xa", "Trung tâm Phục vụ hành chính công cấp xã")],
    ),
    (
        "Ban Quản lý các Khu công nghiệp tỉnh Bắc Ninh",
        [("ban-quan-ly-khu-kinh-te", "Ban Quản lý các Khu công nghiệp tỉnh Bắc Ninh")],
    ),
    ("Hội Nông dân cấp huyện, Công an xã", [(None, "Hội Nông dân cấp huyện"), ("cong-an-cap-xa", "Công an xã")]),
    ("Ủy ban MTTQ Việt Nam xã Đắk Wer tuyên truyền", [(None, "Ủy ban MTTQ Việt Nam xã Đắk Wer")]),
    ("Bảo hiểm xã hội tỉnh", [("bao-hiem-xa-hoi", "Bảo hiểm xã hội tỉnh")]),
    ("Tổng cục Thủy sản", [(None, "Tổng cục Thủy sản")]),
    ("Vụ Pháp chế - Bộ Tài chính", [(None, "Vụ Pháp chế"), ("bo-tai-chinh", "Bộ Tài chính")]),
]

CELLS: list[tuple[str, Found]] = [
    (
        "- Đài Phát thanh - truyền hình tỉnh; các cơ quan báo chí; - Báo Thái Nguyên; - Trung tâm thông tin tỉnh.",
        [
            ("dai-phat-thanh-truyen-hinh", "Đài Phát thanh - truyền hình tỉnh"),
            ("co-quan-bao-chi", "các cơ quan báo chí"),
            ("bao-tinh", "Báo Thái Nguyên"),
            ("trung-tam-thong-tin", "Trung tâm thông tin tỉnh"),
        ],
    ),
    (
        "Sở Văn hóa, Thể thao và Du lịch; Sở Lao động, Thương binh và Xã hội, Sở Giáo dục và Đào tạo, Sở Y tế và "
        "UBND cấp huyện",
        [
            ("so-van-hoa-the-thao-va-du-lich", "Sở Văn hóa, Thể thao và Du lịch"),
            ("so-lao-dong-thuong-binh-va-xa-hoi", "Sở Lao động, Thương binh và Xã hội"),
            ("so-giao-duc-va-dao-tao", "Sở Giáo dục và Đào tạo"),
            ("so-y-te", "Sở Y tế"),
            ("ubnd-cap-huyen", "UBND cấp huyện"),
        ],
    ),
    (
        "Các Sở, Ban, ngành; UBND các huyện, thành phố; UBND các xã, phường, thị trấn và các cơ quan, đơn vị liên quan",
        [
            ("cac-so-ban-nganh", "Các Sở, Ban, ngành"),
            ("ubnd-cap-huyen", "UBND các huyện, thành phố"),
            ("ubnd-cap-xa", "UBND các xã, phường, thị trấn"),
            ("co-quan-lien-quan", "các cơ quan, đơn vị liên quan"),
        ],
    ),
    (
        "Các Sở, Ban, ngành; UBND cấp huyện, UBND cấp xã; các tổ chức đoàn thể; Đài PT-TH tỉnh; Báo Đắk Nông",
        [
            ("cac-so-ban-nganh", "Các Sở, Ban, ngành"),
            ("ubnd-cap-huyen", "UBND cấp huyện"),
            ("ubnd-cap-xa", "UBND cấp xã"),
            ("to-chuc-chinh-tri-xa-hoi", "các tổ chức đoàn thể"),
            ("dai-phat-thanh-truyen-hinh", "Đài PT-TH tỉnh"),
            ("bao-tinh", "Báo Đắk Nông"),
        ],
    ),
    ("UBND thị xã Gia Nghĩa (Phòng VH TT)", [(None, "UBND thị xã Gia Nghĩa"), (None, "Phòng VH TT")]),
    ("Sở Nội vụ thẩm định", [("so-noi-vu", "Sở Nội vụ")]),
    ("Sở Nội vụ tổng hợp", [("so-noi-vu", "Sở Nội vụ")]),
    (
        "Sở tư pháp và các cơ quan, đơn vị liên quan",
        [("so-tu-phap", "Sở tư pháp"), ("co-quan-lien-quan", "các cơ quan, đơn vị liên quan")],
    ),
    (
        "Trường Chính trị tỉnh; các cơ sở đào tạo của địa phương",
        [("truong-chinh-tri", "Trường Chính trị tỉnh"), (None, "các cơ sở đào tạo của địa phương")],
    ),
    ("Kho bạc Nhà nước Đăk Nông", [("kho-bac-nha-nuoc", "Kho bạc Nhà nước Đăk Nông")]),
    (
        "Sở Thông tin và Truyền thông, Sở Tài chính, VPUBND tỉnh",
        [
            ("so-thong-tin-va-truyen-thong", "Sở Thông tin và Truyền thông"),
            ("so-tai-chinh", "Sở Tài chính"),
            ("van-phong-ubnd-tinh", "VPUBND tỉnh"),
        ],
    ),
    (
        "Các sở, ban, ngành, UBND cấp huyện, cấp xã; Trung tâm Hành chính công tỉnh",
        [
            ("cac-so-ban-nganh", "Các sở, ban, ngành"),
            ("ubnd-cap-huyen", "UBND cấp huyện"),
            ("ubnd-cap-xa", "cấp xã"),
            ("trung-tam-hanh-chinh-cong", "Trung tâm Hành chính công tỉnh"),
        ],
    ),
    (
        "Các sở, ban, ngành, UBND cấp huyện có liên quan",
        [("cac-so-ban-nganh", "Các sở, ban, ngành"), ("ubnd-cap-huyen", "UBND cấp huyện")],
    ),
    (
        "Các sở, ban ngành; UBND cấp huyện",
        [("cac-so-ban-nganh", "Các sở, ban ngành"), ("ubnd-cap-huyen", "UBND cấp huyện")],
    ),
    (
        "Các cơ quan chuyên môn thuộc UBND tỉnh, UBND cấp huyện",
        [
            ("co-quan-chuyen-mon-ubnd-tinh", "Các cơ quan chuyên môn thuộc UBND tỉnh"),
            ("ubnd-cap-huyen", "UBND cấp huyện"),
        ],
    ),
    (
        "Thường trực Hội đồng thi đua, Khen thưởng tỉnh, Sở Nội vụ",
        [
            ("hoi-dong-thi-dua-khen-thuong", "Thường trực Hội đồng thi đua, Khen thưởng tỉnh"),
            ("so-noi-vu", "Sở Nội vụ"),
        ],
    ),
    (
        "Sở Nội vụ và Ban Chỉ đạo xây dựng Đề án thành lập Trường Cao đẳng đa ngành tỉnh Bình Phước",
        [
            ("so-noi-vu", "Sở Nội vụ"),
            (None, "Ban Chỉ đạo xây dựng Đề án thành lập Trường Cao đẳng đa ngành tỉnh Bình Phước"),
        ],
    ),
    ("Đoàn Khối các cơ quan và Doanh nghiệp tỉnh", [("doan-khoi", "Đoàn Khối các cơ quan và Doanh nghiệp tỉnh")]),
    (
        "Văn phòng UBND tỉnh; các sở, ngành liên quan và UBND các huyện, thành phố.",
        [
            ("van-phong-ubnd-tinh", "Văn phòng UBND tỉnh"),
            ("co-quan-lien-quan", "các sở, ngành liên quan"),
            ("ubnd-cap-huyen", "UBND các huyện, thành phố"),
        ],
    ),
    (
        "8. Đài Phát thanh và Truyền hình tỉnh; Đài Truyền thanh các huyện, thị xã; các Trạm truyền thanh cơ sở",
        [
            ("dai-phat-thanh-truyen-hinh", "Đài Phát thanh và Truyền hình tỉnh"),
            ("dai-truyen-thanh-cap-huyen", "Đài Truyền thanh các huyện, thị xã"),
            ("dai-truyen-thanh-co-so", "các Trạm truyền thanh cơ sở"),
        ],
    ),
    (
        "- Sở Nội vụ\n- Sở Tài chính\n- Các xã, phường",
        [("so-noi-vu", "Sở Nội vụ"), ("so-tai-chinh", "Sở Tài chính"), ("ubnd-cap-xa", "Các xã, phường")],
    ),
    (
        "Các Sở: NN&MT, TC, VH,TT&DL",
        [
            ("so-nong-nghiep-va-moi-truong", "Các Sở: NN&MT"),
            ("so-tai-chinh", "TC"),
            ("so-van-hoa-the-thao-va-du-lich", "VH,TT&DL"),
        ],
    ),
    (
        "VNPT Đắk Nông; Viettel Đắk Nông phối hợp",
        [(None, "VNPT Đắk Nông"), (None, "Viettel Đắk Nông")],
    ),
    (
        "Trung tâm Văn hóa, Nghệ thuật và Điện ảnh; Sở Y tế",
        [(None, "Trung tâm Văn hóa, Nghệ thuật và Điện ảnh"), ("so-y-te", "Sở Y tế")],
    ),
    ("Tổ chức đưa, đón huấn luyện viên, vận động viên tham gia thi đấu các giải thể thao", []),
    ("Cơ quan chủ trì", []),
    ("", []),
    (" - ; . ", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RUNNING_TEXT, ids=[row[0][:40] for row in RUNNING_TEXT])
def test_running_text(text: str, expected: Found) -> None:
    found = REGISTRY.find(text)
    assert [(mention.id, mention.name) for mention in found] == expected


@pytest.mark.parametrize(("text", "expected"), CELLS, ids=[row[0][:40] for row in CELLS])
def test_cells(text: str, expected: Found) -> None:
    found = REGISTRY.split_cell(text)
    assert [(mention.id, mention.name) for mention in found] == expected


def test_offset_moves_spans() -> None:
    text = "Giao Sở Nội vụ"
    assert [m.span.start for m in REGISTRY.find(text, 100)] == [105]
    assert [m.span.start for m in REGISTRY.split_cell("Sở Nội vụ; ABC", 7)] == [7, 18]


def test_name_may_be_wrapped_but_the_span_is_literal() -> None:
    text = "Giao **Văn phòng Ủy ban\nnhân dân** tỉnh chủ trì"
    (mention,) = REGISTRY.find(text)
    assert mention.span.of(text) == "Văn phòng Ủy ban\nnhân dân** tỉnh"
    assert mention.name == "Văn phòng Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize("sign", ["\t", ";", " | ", ".", "\n\n", ":"])
def test_no_name_crosses_a_hard_separator(sign: str) -> None:
    found = REGISTRY.find(f"Sở Văn hóa{sign}Thể thao và Du lịch")
    assert "so-van-hoa-the-thao-va-du-lich" not in {mention.id for mention in found}


NAMES = [agency.name for agency in REGISTRY.all() if not agency.is_group]


@settings(deadline=None)
@given(
    st.sampled_from(NAMES),
    st.text(alphabet="abc .;:()\n\tđếÔ", max_size=30),
    st.text(alphabet="xyz .;)\n", max_size=30),
)
def test_a_name_is_found_in_any_surroundings(name: str, before: str, after: str) -> None:
    text = f"{before};\n{name[0].upper()}{name[1:]}; {after}"
    mentions = REGISTRY.find(text)
    assert any(name.casefold() in mention.name.casefold() for mention in mentions)


@settings(deadline=None)
@given(st.text(alphabet="SởNộivụ UBND tỉnh,;-&*\nvàcác()/.", max_size=80))
def test_mentions_are_ordered_literal_and_apart(text: str) -> None:
    for mentions in (REGISTRY.find(text), REGISTRY.split_cell(text)):
        ends = [0, *(mention.span.end for mention in mentions)]
        for end, mention in zip(ends, mentions, strict=False):
            assert end <= mention.span.start < mention.span.end <= len(text)
            assert mention.name == squeeze(mention.span.of(text).replace("*", "").replace("_", ""))


def test_shipped_documents_name_their_agencies() -> None:
    documents = sorted(DOCUMENTS.glob("*.txt"))
    assert documents
    for path in documents:
        ids = {mention.id for mention in REGISTRY.find(path.read_text(encoding="utf-8"))}
        assert {"so-noi-vu", "ubnd-tinh"} <= ids, path.name


def test_every_shipped_table_cell_of_agencies_is_read_whole() -> None:
    """Cells under "Cơ quan ...": what is left beside the mentions is separators and verbs."""
    left = ",.;-–()và hoặc thẩm định tổng hợp có liên quan"
    for path in sorted(DOCUMENTS.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for cell in line.split("\t")[2:4] if "\t" in line else []:
                rest = cell
                for mention in reversed(REGISTRY.split_cell(cell)):
                    rest = rest[: mention.span.start] + rest[mention.span.end :]
                if rest != cell:
                    assert all(word.strip(",.;-()") in left for word in rest.split()), cell
