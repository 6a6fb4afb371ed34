"""Files that are broken, locked, disguised or made to harm: one clear line for each, in bounded memory."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from bounded_runs import Bangfu, bangfu, cheapest

from bangfu.exchange.sheets.grid import read_grids
from bangfu.i18n import Translator
from bangfu.model.errors import BangfuError
from soak import measured, share

__all__ = ["bangfu"]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEMORY = 300 * 1024  # KiB

DAMAGED, PROTECTED = "已损坏或不完整", "设有打开密码"
TOO_BIG, NO_SHEET = "过大，或被做成过大的样子，不予读取", "的内容不是表格"


def packed(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(data: str, *, after: str = "", strings: str = "", head: str = "") -> bytes:
    """A workbook of one sheet with the rows `data`, written as XML."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return packed({
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>',
    })  # fmt: skip


def ods(rows: str, *, head: str = "", manifest: str = "") -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{names}:manifest:1.0">{manifest}</m:manifest>',
        "content.xml": f'{head}<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    })  # fmt: skip


def cell(reference: str) -> str:
    return f'<row r="{reference.lstrip("ABCDEFX")}"><c r="{reference}"><v>1</v></c></row>'


def stating(size: int, data: bytes) -> bytes:
    """The same archive, whose list says that every file in it unpacks to so many bytes."""
    out, at = bytearray(data), 0
    while (at := data.find(b"PK\1\2", at)) >= 0:
        struct.pack_into("<I", out, at + 24, size)
        at += 4
    return bytes(out)


def locked(data: bytes) -> bytes:
    """The same archive, whose list says that every file in it is encrypted."""
    return data.replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0").replace(
        b"PK\1\2\x14\x03\x14\0\0\x08", b"PK\1\2\x14\x03\x14\0\1\x08"
    )


def rows(count: int, width: int, value: str) -> str:
    return f"<row>{('<c ' + value) * width}</row>" * count


def catalogue() -> dict[str, tuple[bytes, str]]:
    """The hostile files by name, each with what is said of it."""
    good = xlsx(cell("A1"))
    laughs = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    ) + "]>"  # fmt: skip
    many = 'office:value-type="string" table:number-columns-repeated="16384"'
    block = f"<table:table-cell {many}><text:p>x</text:p></table:table-cell>"
    repeated = '<table:table-row table:number-rows-repeated="1048576">'
    wide = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 60_000 + "</mergeCells>"
    return {
        "half.xlsx": (good[: len(good) // 2], DAMAGED),
        "half.ods": (ods("")[:-30], DAMAGED),
        "half.xls": (OLE + b"\0" * 600, DAMAGED),
        "panic.xls": (OLE + bytes(range(256)) * 40, DAMAGED),
        "xml.xlsx": (xlsx("<row><c></row>"), DAMAGED),
        "half.csv": ("企业名称,问题\n甲公司,\"缺地".encode(), "在带引号的单元格中断开，或不是 CSV"),
        "sealed.xlsx": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), PROTECTED),
        "locked.xlsx": (locked(good), PROTECTED),
        "sealed.ods": (ods("", manifest="<m:encryption-data/>"), PROTECTED),
        "bomb.xlsx": (xlsx(" " * (70 << 20)), TOO_BIG),
        "ratio.xlsx": (xlsx(" " * (9 << 20)), TOO_BIG),
        "lying.xlsx": (stating(1000, xlsx(" " * (30 << 20))), DAMAGED),
        "bomb.ods": (stating(70 << 20, ods("")), TOO_BIG),
        "many.xlsx": (packed({str(number): "" for number in range(2001)}), TOO_BIG),
        "rows.xlsx": (xlsx("".join(f"<row><c><v>{n * n}</v></c></row>" for n in range(1_000_000))), TOO_BIG),
        "columns.xlsx": (xlsx(f"<row>{'<c><v>1</v></c>' * 16_384}</row>"), TOO_BIG),
        "doctype.xlsx": (xlsx('<row><c t="str"><v>&h;</v></c></row>', head=laughs), DAMAGED),
        "far.xlsx": (xlsx(cell("A1") + cell("XFD1048576")), TOO_BIG),
        "deep.xlsx": (xlsx(cell("A1") + cell("A1048576")), TOO_BIG),
        "wide.xlsx": (xlsx(cell("XFD1")), TOO_BIG),
        "cells.xlsx": (xlsx(rows(4000, 101, "><v>1</v></c>")), TOO_BIG),
        "text.xlsx": (
            xlsx(rows(3000, 100, 't="s"><v>0</v></c>'), strings=f"<si><t>{os.urandom(16000).hex()}</t></si>"), TOO_BIG,
        ),
        "merged.xlsx": (xlsx(rows(400, 100, "><v>1</v></c>"), after=wide), TOO_BIG),
        "repeated.ods": (ods(f"{repeated}{block}</table:table-row>"), DAMAGED),
        "laughs.ods": (ods("<table:table-row/>", head=laughs), DAMAGED),
        "cells.csv": (b"1,2\n" * 200_001, TOO_BIG),
        "columns.csv": (b"," * 256, TOO_BIG),
        "long.csv": (b"a," + b"x" * 200_000, "在带引号的单元格中断开，或不是 CSV"),
        "size.csv": (b"x" * ((16 << 20) + 1), TOO_BIG),
        "empty.csv": (b" \n", "是空文件"),
        "binary.csv": (b"\x01\x02\x03\xff", "不是 UTF-8、UTF-16 或 GB18030 文本"),
        "blind.csv": ("企业".encode("utf-16-le") + b"\0", "不是 UTF-8、UTF-16 或 GB18030 文本"),
        "page.xls": (b"<html><table><tr><td>1</td></tr></table></html>", NO_SHEET),
        "paper.csv": (b"%PDF-1.7", NO_SHEET),
        "letter.xlsx": (packed({"[Content_Types].xml": "", "word/document.xml": ""}), NO_SHEET),
        "letter.xls": (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), NO_SHEET),
        "named.csv": (good, "的内容是 .xlsx 格式，与扩展名不符"),
        "named.xls": (good, "的内容是 .xlsx 格式，与扩展名不符"),
        "named.xlsx": ("企业名称,问题\n".encode(), "的内容是 .csv 格式，与扩展名不符"),
        "picture.png": (b"\x89PNG", "不是表格文件；表格文件的扩展名是 .xlsx、.xlsm、.xls、.ods、.csv"),
    }  # fmt: skip


PROGRAM = """
import json, resource, sys
from pathlib import Path
from bangfu.exchange.sheets.grid import read_grids
from bangfu.i18n import Translator
from bangfu.model.errors import BangfuError
said = {}
for name in sys.argv[2:]:
    try:
        read_grids(Path(sys.argv[1]) / name)
        said[name] = None
    except BangfuError as error:
        said[name] = Translator("zh")(error.message)
# VmHWM, for ru_maxrss takes in what the parent had
own = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
usage = [int(own[0]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]
print(json.dumps([said, usage]))
"""


def test_each_is_refused_with_one_line_in_bounded_memory(tmp_path: Path) -> None:
    files = catalogue()
    for name, (data, _words) in files.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said, usage = json.loads(done.stdout)
    assert done.stderr == ""
    assert said == {name: f"“{name}”{words}" for name, (_data, words) in files.items()}
    assert max(usage) < MEMORY, usage


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "无法读取：不存在"),
        (Path.mkdir, "无法读取：这不是普通文件"),
        (os.mkfifo, "无法读取：这不是普通文件"),
        (lambda path: path.symlink_to(path), "无法读取："),
    ],
)
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    path = tmp_path / "台账.xlsx"
    make(path)
    with pytest.raises(BangfuError) as refusal:
        read_grids(path)
    assert Translator("zh")(refusal.value.message).startswith(f"“台账.xlsx”{words}")


def test_macros_are_not_run_and_said(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("S").write("A1", "x")
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 100)
    path = tmp_path / "macro.xlsm"
    path.write_bytes(made.getvalue())
    (grid,) = read_grids(path)
    assert grid.macros
    assert grid.rows == (("x",),)


def test_without_the_extra_a_workbook_names_it_and_csv_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bangfu.exchange.sheets.grid.find_spec", lambda name: None)
    (tmp_path / "a.csv").write_bytes("企业,问题\n".encode())
    assert read_grids(tmp_path / "a.csv")[0].rows == (("企业", "问题"),)
    (tmp_path / "a.xlsx").write_bytes(xlsx(cell("A1")))
    with pytest.raises(BangfuError) as refusal:
        read_grids(tmp_path / "a.xlsx")
    assert str(refusal.value.hint) == "install it: pip install 'bangfu[xlsx]'"


def test_links_to_elsewhere_are_not_followed_and_formulas_are_their_last_values(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("=1+1")
        sheet.write_formula("A1", "='[http://127.0.0.1:9/a.xlsx]S'!A1", None, "甲")
        sheet.write_formula("B1", '=WEBSERVICE("http://127.0.0.1:9/")', None, "乙")
        sheet.write_url("C1", "http://127.0.0.1:9/", string="丙")
        sheet.write_string("D1", "=1+1")
    path = tmp_path / "links.xlsx"
    path.write_bytes(made.getvalue())
    (grid,) = read_grids(path)
    assert (grid.name, grid.rows) == ("=1+1", (("甲", "乙", "丙", "=1+1"),))


ROW = "株洲市,甲公司,{title},用地,2019-03-05,,,,\n"
HEAD = "市州,企业名称,问题,问题类别,反映日期,交办日期,满意度,状态,授信（万元）\n"
HEADINGS = ["市州", "企业名称", "问题", "问题类别", "反映日期", "办理情况", "办结情况", "完成情况", "类型"]


def legal() -> dict[str, tuple[str, int]]:
    """Sheets that can be opened and are made to cost much, each with its exit code."""
    return {
        "wrong in every cell": (HEAD + "x,y,z,w,v,u,t,s,r\n" * 9_900, 1),
        "enterprises that nobody knows": (
            HEAD + "".join(ROW.format(title=n).replace("甲公司", f"乙公司{n}") for n in range(9_900)), 1,
        ),
        "one row again and again": (HEAD + ROW.format(title="用地") * 9_900, 0),
        "nothing but headings": ((",".join(HEADINGS * 28) + "\n") * 1_500, 2),
        "digits": (HEAD + ROW.format(title="9" * 5_000).replace("2019-03-05", "9" * 100_000), 1),
        "long cells": (HEAD + ROW.format(title="长" * 100_000) * 40, 1),
        "blanks": (HEAD + "".join(ROW.format(title=f"{' ' * 100_000}{n}") for n in range(100)), 0),
        "brackets": (f"{'(' * 130_000},{'(' * 130_000}\n{HEAD}", 0),
        "days in the title": (("2019年1月" * 13_000 + ",\n") * 29 + HEAD, 0),
        "too many rows": (HEAD + ROW.format(title="用地") * 20_000, 2),
    }  # fmt: skip


@pytest.mark.soak
def test_the_command_bears_each_within_three_seconds_and_300_megabytes(bangfu: Bangfu, tmp_path: Path) -> None:
    ledger = tmp_path / "ledgers/zhuzhou.yaml"
    ledger.parent.mkdir()
    ledger.write_text("city: 株洲市\nenterprises:\n  - name: 甲公司\n", "utf-8")
    (tmp_path / "bangfu.yaml").write_text(
        "province: 湖南省\ncities:\n  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}\n", "utf-8"
    )
    before = ledger.read_bytes()
    hostile = [(name, data, 2) for name, (data, _words) in catalogue().items()]
    hostile += [(f"{name}.csv", text.encode(), code) for name, (text, code) in legal().items()]
    chosen = hostile if share() else hostile[::8]
    most, largest = 0.0, 0
    with measured("Hostile sheets through `import`", __file__, sheets=len(chosen)) as figures:
        for name, data, code in chosen:
            (tmp_path / name).write_bytes(data)
            done = cheapest(bangfu, tmp_path, "import", name, "--dry-run")
            (tmp_path / name).unlink()
            most, largest = max(most, done.cpu), max(largest, done.mb)
            figures |= {"most processor seconds": f"{most:.1f}", "most MB": largest}
            assert done.code == code, (name, done.out[:2000])
            assert len(done.out) < 50_000, name
            assert "Traceback" not in done.out, name
            if code == 2:
                assert done.out.startswith(("bangfu: “", "bangfu: ")), name
                assert len(done.out.splitlines()) <= 2, (name, done.out)
    assert ledger.read_bytes() == before
