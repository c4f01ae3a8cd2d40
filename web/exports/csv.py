"""Reports as CSV for Excel and for programs: UTF-8 with a byte order mark, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from web.exports.report import Report, Value, flat

MEDIA_TYPE = "text/csv; charset=utf-8"
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(report: Report, address: str = "") -> bytes:
    """The report as one table (see :func:`web.exports.report.flat`)."""
    columns, rows = flat(report, address)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(map(safe, columns))
    writer.writerows([safe(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def safe(value: Value) -> Value:
    """``value``; a text that a spreadsheet would take for a formula has an apostrophe in front.

    >>> safe("=1+1"), safe("- Sở Nội vụ"), safe(-5), safe("Sở Nội vụ")
    ("'=1+1", "'- Sở Nội vụ", -5, 'Sở Nội vụ')
    """
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_RUNS) else value
