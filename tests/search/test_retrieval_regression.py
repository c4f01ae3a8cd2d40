"""The shipped search, measured on the shipped documents: figures that must not fall.

Each question is in the words of somebody who has not read the clause; the clause is known by a piece of its text.
"""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from ingest.corpus import DOCUMENTS
from ingest.parse import parse_file
from search.embedding import Encoder
from search.evaluation.retrieval import evaluate_retrieval
from search.passages import heading_path, passage_text

QUESTIONS = {
    "mỗi tuần phát bản tin cải cách trên truyền hình mấy lần": "phát sóng Bản tin CCHC hàng tuần",
    "chủ tịch xã gặp gỡ nói chuyện với người dân": "đối thoại giữa Lãnh đạo UBND các xã",
    "lãnh đạo tỉnh gặp doanh nghiệp để gỡ khó": "đối thoại lãnh đạo tỉnh với cộng đồng doanh nghiệp",
    "họp qua mạng giữa tỉnh với huyện": "Tăng cường hình thức giao ban trực tuyến",
    "cấp mã số cho đơn vị dùng tiền ngân sách": "cấp mã số ngân sách cho các cơ quan",
    "ai lo cổng thông tin điện tử hoạt động tốt": "Nâng cấp và vận hành hiệu quả Cổng thông tin điện tử",
    "trang mục về cải cách hành chính đăng bài mấy lần một tuần": "đăng tải ít nhất một lần/tuần",
    "tiền tài trợ có được dùng cho tuyên truyền không": "các nguồn tài trợ hợp pháp khác",
    "phổ biến chữ ký số và thư điện tử công vụ cho cán bộ": "sử dụng chữ ký số, chứng thư số, mail công vụ",
    "phân cấp từ tỉnh xuống huyện, xã": "Đẩy mạnh phân cấp quản lý giữa UBND tỉnh",
    "kiểm tra việc áp dụng ISO": "Kiểm tra, giám sát hoạt động xây dựng, áp dụng và duy trì ISO",
    "thi tìm hiểu, tọa đàm về cải cách": "tổ chức cuộc thi, hội thi, diễn đàn, tọa đàm",
    "sở tài chính bố trí tiền cho kế hoạch": "thẩm định, tham mưu UBND tỉnh bố trí kinh phí",
    "phần mềm giải quyết hồ sơ một cửa ở trung tâm hành chính công": "phần mềm xử lý hồ sơ Một cửa điện tử",
    "luật dân chủ cơ sở được tuyên truyền thế nào": "Luật Thực hiện dân chủ ở cơ sở",
    "nơi nào phải dán công khai thủ tục": "niêm yết công khai tại trụ sở cơ quan",
}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("văn bản") / "bộ đánh giá"
    (folder / "qrels").mkdir(parents=True)
    rows = [row for path in sorted(DOCUMENTS.glob("*.txt")) for row in clauses(path)]
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    asked = [{"_id": f"q{number}", "text": text} for number, text in enumerate(QUESTIONS)]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    judged = [
        f"q{number}\t{row['_id']}\t1\n"
        for number, quote in enumerate(QUESTIONS.values())
        for row in rows
        if quote in row["text"]
    ]
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(judged), encoding="utf-8")
    return evaluate_retrieval(folder, Encoder.load())


def clauses(path: Path) -> list[dict[str, str]]:
    """The leaves of a shipped document, as texts of a retrieval test."""
    provisions = parse_file(path).provisions
    by_address = {provision.address: provision for provision in provisions}
    parents = {provision.parent for provision in provisions}
    return [
        {
            "_id": f"{path.stem}#{provision.address}",
            "title": " | ".join(heading_path(provision, by_address)),
            "text": passage_text(provision),
        }
        for provision in provisions
        if provision.address not in parents
    ]


def test_every_question_is_measured(measured: dict[str, Any]) -> None:
    assert measured["queries"] == len(QUESTIONS)
    assert measured["corpus"] > 300


@pytest.mark.parametrize(
    ("system", "measure", "least"),
    [
        ("lexical", "mrr@10", 0.74),
        ("dense", "mrr@10", 0.4),
        ("hybrid", "mrr@10", 0.75),
        ("hybrid", "r@10", 0.93),
    ],
)
def test_quality_does_not_fall(measured: dict[str, Any], system: str, measure: str, least: float) -> None:
    assert measured["systems"][system][measure] >= least


def test_questions_without_marks_find_as_much(measured: dict[str, Any]) -> None:
    assert measured["stripped"]["hybrid"]["mrr@10"] >= 0.9 * measured["systems"]["hybrid"]["mrr@10"]
