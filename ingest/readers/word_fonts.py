"""Which font a run of a Word document is set in: its own, its style's, its paragraph's, or the document's."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ingest.readers.numbering import W, Xml

_FONTS = f"{W}rPr/{W}rFonts"


class Fonts:
    """The fonts that the styles of one document give."""

    def __init__(self, styles: bytes | None) -> None:
        root = ElementTree.fromstring(styles) if styles else Element("empty")
        found = root.findall(f"{W}style")
        self._own = {_key(style): _font(style.find(_FONTS)) for style in found}
        self._based_on = {_key(style): _value(style, f"{W}basedOn") for style in found}
        self._default = _font(root.find(f"{W}docDefaults/{W}rPrDefault/{_FONTS}"))
        is_default = (style for style in found if style.get(f"{W}default") in ("1", "true"))
        self._paragraph = next((_key(style) for style in is_default if style.get(f"{W}type") == "paragraph"), None)

    def of_run(self, run: Xml, paragraph_style: str | None) -> str | None:
        """The font of a run in a paragraph of that style; None when nothing names one."""
        own = _font(run.find(_FONTS))
        return own or self._of_style(_value(run, f"{W}rPr/{W}rStyle")) or self._of_paragraph(paragraph_style)

    def _of_paragraph(self, style: str | None) -> str | None:
        return self._of_style(style or self._paragraph) or self._default

    def _of_style(self, style: str | None) -> str | None:
        seen: set[str] = set()
        while style is not None and style not in seen:
            seen.add(style)
            font = self._own.get(style)
            if font is not None:
                return font
            style = self._based_on.get(style)
        return None


def _key(style: Element) -> str:
    return style.get(f"{W}styleId") or ""


def _font(fonts: Xml | None) -> str | None:
    return None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def _value(element: Xml, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.get(f"{W}val")
