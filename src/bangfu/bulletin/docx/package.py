"""An empty document of ours, and the finished one as bytes: the same document gives the same bytes on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx

from bangfu.bulletin.docx.faces import font_table_xml
from bangfu.bulletin.docx.styles import style_elements
from bangfu.bulletin.docx.xml import one_line

if TYPE_CHECKING:
    from docx.document import Document

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the first that a ZIP can hold."""
_LONGEST = 255
"""Of a core property."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def blank() -> Document:
    """A document with our styles and settings and nothing else: python-docx's own template brings much that we would
    have to take out again.
    """
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in _parts().items():
            archive.writestr(name, _HEAD + content)
    file.seek(0)
    document = docx.Document(file)
    document.styles.element.extend(style_elements())
    return document


def finished(document: Document, *, title: str, issuer: str, issued: date) -> bytes:
    """`document` as a file, its properties filled in.

    Args:
        document: what `blank` gave, with a text.
        title: the document's name.
        issuer: who is named as its author.
        issued: the day that stands for every time in it.
    """
    properties = document.core_properties
    properties.title = one_line(title)[:_LONGEST]
    properties.author = properties.last_modified_by = one_line(issuer)[:_LONGEST]
    properties.created = properties.modified = datetime.combine(issued, time(), UTC)
    properties.language = "zh-CN"
    properties.revision = 1
    saved = BytesIO()
    document.save(saved)
    return _fixed(saved)


def _fixed(saved: BytesIO) -> bytes:
    """The archive again, without the clock and the system in it."""
    made = BytesIO()
    with ZipFile(saved) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            new.writestr(entry, old.read(name))
    return made.getvalue()


def _parts() -> dict[str, str]:
    targets = {
        "styles": ("styles", "styles.xml"),
        "settings": ("settings", "settings.xml"),
        "fonts": ("fontTable", "fontTable.xml"),
    }
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    kinds = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        for name, kind in {
            "/word/document.xml": f"{_WORD}.document.main+xml",
            "/word/styles.xml": f"{_WORD}.styles+xml",
            "/word/settings.xml": f"{_WORD}.settings+xml",
            "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        }.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="document" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        f'Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body/></w:document>",
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": f"<w:styles {_W}/>",
        "word/fontTable.xml": font_table_xml(),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>',
    }


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SETTINGS = f"""\
<w:settings {_W}><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>\
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"""
