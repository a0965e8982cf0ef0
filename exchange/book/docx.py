"""The book as a document to edit: real headings, lists and table headers, its title and its languages told."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from exchange.book.contents import Book, BookClause, BookResolution, Passage

LOCALES = {"fr": "fr-CA", "en": "en-CA", "es": "es-ES"}


def write_docx(book: Book) -> bytes:
    """The book, complete. Its table of contents and its index lead to the resolutions."""
    document = docx.Document()
    _tell(document, book)
    _line(document, "Title", book.title)
    for line in book.cover:
        _line(document, "Subtitle", line)
    _line(document, "Heading1", book.words["contents"]).paragraph_format.page_break_before = True
    for one in book.resolutions:
        _link(document.add_paragraph(), _heading(one, book), one.anchor, book.language)
    _line(document, "Heading1", book.words["votes"])
    _votes(document, book)
    _line(document, "Heading1", book.words["resolutions"])
    for number, one in enumerate(book.resolutions, 1):
        _resolution(document, one, book, number)
    _line(document, "Heading1", book.words["index"])
    _index(document, book)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _line(document: Document, style: str, text: str = "") -> Paragraph:
    """A new paragraph; its style is told by id, which spares a search through all styles for each paragraph."""
    line = document.add_paragraph(text)
    line._p.style = style
    return line


def _tell(document: Document, book: Book) -> None:
    """The title and the language, for whoever reads the file without seeing it."""
    about = document.core_properties
    about.title, about.language = ": ".join((book.title, ", ".join(book.cover))), LOCALES[book.language]
    about.author = about.comments = ""
    told = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    told.set(qn("w:val"), LOCALES[book.language])


def _resolution(document: Document, one: BookResolution, book: Book, number: int) -> None:
    heading = _line(document, "Heading2")
    _mark(heading, one.anchor, number)
    for passage in _heading(one, book):
        _say(heading, passage, book.language)
    for name, value in one.facts:
        line = document.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(value)
    if one.recitals:
        _line(document, "Heading3", book.words["recitals"])
    for recital in one.recitals:
        _say(_line(document, "ListBullet"), recital, book.language)
    if one.clauses:
        _line(document, "Heading3", book.words["clauses"])
        _clauses(document, one.clauses, book.language)
    for note in one.notes:
        document.add_paragraph().add_run(note).italic = True


def _clauses(document: Document, clauses: Iterable[BookClause], language: str) -> None:
    """A list numbered from 1, with what each clause changes below it."""
    numbers = _new_list(document)
    for clause in clauses:
        line = _line(document, "ListNumber")
        line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbers
        _say(line, clause.passage, language)
        for sentence in clause.lineage:
            _line(document, "ListBullet2").add_run(sentence).italic = True


def _votes(document: Document, book: Book) -> None:
    if not book.resolutions:
        document.add_paragraph(book.words["none"])
        return
    header = [book.words[name] for name in ("number", "subject", "state", "for", "against", "abstentions")]
    table = _table(document, header, len(book.resolutions))
    for row, one in zip(table.rows[1:], book.resolutions, strict=True):
        cells = row.cells
        _say(cells[1].paragraphs[0], one.subject, book.language)
        for cell, value in zip((cells[0], *cells[2:]), (one.number, one.state, *one.votes), strict=True):
            cell.text = value


def _index(document: Document, book: Book) -> None:
    table = _table(document, [book.words["subject"], book.words["number"]], len(book.index))
    for row, (subject, number, anchor) in zip(table.rows[1:], book.index, strict=True):
        cells = row.cells
        _link(cells[0].paragraphs[0], [subject], anchor, book.language)
        cells[1].text = number


def _table(document: Document, header: Sequence[str], rows: int) -> Table:
    """A table of so many rows below its header, which is repeated on each page."""
    table: Table = document.add_table(rows=1 + rows, cols=len(header), style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(table.rows[0].cells, header, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    return table


def _heading(one: BookResolution, book: Book) -> list[Passage]:
    return [Passage(f"{book.words['resolution']} {one.number} – ", book.language), one.subject]


def _say(paragraph: Paragraph, passage: Passage, language: str) -> list[Run]:
    """Add the passage, in its language, and after it which one that is where it isn't the book's."""
    run = paragraph.add_run(passage.text)
    if passage.language != language:
        told = OxmlElement("w:lang")
        told.set(qn("w:val"), LOCALES[passage.language])
        run._r.get_or_add_rPr().append(told)
    return [run, paragraph.add_run(f" ({passage.label})")] if passage.label else [run]


def _link(paragraph: Paragraph, passages: Iterable[Passage], anchor: str, language: str) -> None:
    """Add the passages as one link to a mark of the document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    for passage in passages:
        for run in _say(paragraph, passage, language):
            link.append(run._r)
    paragraph._p.append(link)


def _mark(paragraph: Paragraph, anchor: str, number: int) -> None:
    """Let links lead to the paragraph."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (begin, end):
        element.set(qn("w:id"), str(number))
        paragraph._p.append(element)
    begin.set(qn("w:name"), anchor)


def _new_list(document: Document) -> int:
    """The id of a numbered list that begins at 1 again."""
    style = document.styles["List Number"].element
    numbering = document.part.numbering_part.element
    known = numbering.num_having_numId(style.pPr.numPr.numId.val)
    made = numbering.add_num(known.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)
