"""ECMA-376 fixes the order of elements inside properties; Word calls a file corrupt where it is not kept."""

import io
import zipfile
from itertools import pairwise

import pytest
from lxml import etree

from .packs import rendered, samples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Sequences of CT_PPr, CT_RPr, CT_TblPr, CT_TcPr and CT_SectPr (transitional), as far as we write them.
ORDER = {
    "pPr": "keepNext pBdr tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rFonts b bCs i iCs color sz szCs u bdr lang",
    "tblPr": "tblW tblInd tblBorders tblLayout tblCellMar",
    "tblBorders": "top left bottom right insideH insideV",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "p": "pPr r",
}


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


@pytest.mark.parametrize(("kind", "edition", "name"), samples())
def test_elements_stand_in_the_schemas_order(kind, edition, name):
    wrong = []
    for part, root in parts(rendered(kind, edition, name).docx).items():
        for element in root.iter(f"{W}*"):
            order = ORDER.get(element.tag.removeprefix(W), "").split()
            found = [child.tag.removeprefix(W) for child in element]
            if order and (set(found) - set(order) or found != sorted(found, key=order.index)):
                wrong.append((part, element.tag.removeprefix(W), found))
    assert wrong == []


@pytest.mark.parametrize(("kind", "edition", "name"), samples())
def test_rows_fill_the_grid_and_cells_end_with_a_paragraph(kind, edition, name):
    document = parts(rendered(kind, edition, name).docx)["word/document.xml"]
    for table in document.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        for row in table.iter(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            assert sum(int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in cells) == sum(grid)
            assert {cell[-1].tag for cell in cells} == {f"{W}p"}
    body = document.find(f"{W}body")
    assert body[-1].tag == f"{W}sectPr"
    assert body[-2].tag == f"{W}p"
    follows = [after.tag for before, after in pairwise(body) if before.tag == f"{W}tbl"]
    assert f"{W}tbl" not in follows


@pytest.mark.parametrize(("kind", "edition", "name"), samples())
def test_every_part_is_declared_and_every_relation_resolves(kind, edition, name):
    package = parts(rendered(kind, edition, name).docx)
    declared = {
        override.get("PartName") for override in package["[Content_Types].xml"] if override.get("PartName")
    }
    assert declared == {
        f"/{part}" for part in package if not part.endswith(".rels") and part != "[Content_Types].xml"
    }
    targets = {relation.get("Target") for relation in package["word/_rels/document.xml.rels"]}
    assert {f"word/{target}" for target in targets} <= package.keys()
