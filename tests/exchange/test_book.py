"""The book of resolutions: what stands in it, and that everybody can read it, whatever it is printed as."""

import re
import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from exchange.book import Book, book_of, write_docx, write_pdf
from registry.concertation.models import Clause, Meeting, Resolution
from registry.core.actor import SYSTEM, Role
from registry.core.errors import ErrorCode, Refused
from registry.directory.models import Organization
from tests.factories import accounts, directory, resolutions

pytestmark = pytest.mark.django_db
NASTY = '#panic("x") $x$ *gras* \\ "]) 😀 👩\u200d👧 漢'


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition("Table")


@pytest.fixture
def assembly(coalition: Organization) -> Meeting:
    return resolutions.assembly(coalition, day=date(2024, 6, 1), city="Laval", title="Congrès")


@pytest.fixture
def book(coalition: Organization, assembly: Meeting) -> Book:
    """One that follows an earlier one, one whose text is not held."""
    earlier = resolutions.resolution(coalition, "Que l'on demande", "Que l'on écrive", on="2018", number=4)
    mover = directory.organization("Halte")
    counted: dict[str, Any] = {"votes_for": 30, "votes_against": 1, "abstentions": 0, "mover": mover}
    one = resolutions.resolution(
        coalition, "Que l'on exige", NASTY, subject="Travail", number=2, assembly=assembly, **counted
    )
    Clause.objects.create(
        resolution=one, kind=Clause.Kind.RECITAL, position=2, text_fr="Attendu le besoin", text_en="Whereas"
    )
    resolutions.follow("supersedes", one, earlier)
    resolutions.resolution(coalition, subject="Études", number=1, assembly=assembly)
    return book_of(SYSTEM, assembly.key, "fr")


def test_it_has_each_resolution_of_the_assembly_in_the_order_of_their_numbers(book: Book) -> None:
    assert book.cover == ("Table", "Congrès", "1er juin 2024", "Laval")
    held, one = book.resolutions
    assert (held.number, held.subject.text, held.clauses, len(held.notes)) == ("1", "Études", (), 1)
    assert (one.votes, dict(one.facts)["Proposée par"]) == (("30", "1", "0"), "Halte")
    assert [recital.text for recital in one.recitals] == ["Attendu le besoin"]
    assert one.clauses[0].lineage == ("Remplace la clause 1 de la résolution 4 (2018), Hébergement",)
    assert [subject.text for subject, _, _ in book.index] == ["Études", "Travail"]


def test_a_text_in_another_language_says_which(book: Book, assembly: Meeting) -> None:
    english = book_of(SYSTEM, assembly.key, "en").resolutions[1]
    assert [(one.text, one.language, one.label) for one in english.recitals] == [("Whereas", "en", "")]
    assert (english.clauses[0].passage.language, english.clauses[0].passage.label) == ("fr", "in French")


def test_only_what_one_may_see_is_in_it(book: Book, coalition: Organization, assembly: Meeting) -> None:
    hidden = resolutions.draft(coalition, "Que rien", group=accounts.group(coalition), number=9)
    resolutions.follow("amends", Resolution.objects.get(number=2), hidden, whole=True)
    Resolution.objects.filter(number=1).update(state=Resolution.State.DRAFT, group=hidden.group)
    member = directory.organization(claimed=True)
    directory.member(coalition, member)
    (one,) = book_of(accounts.acting(Role.READER, member), assembly.key, "fr").resolutions
    assert (one.number, len(one.clauses[0].lineage)) == ("2", 1)


def test_there_is_a_book_of_assemblies_only(coalition: Organization, assembly: Meeting) -> None:
    group = accounts.group(coalition)
    meeting = Meeting.objects.create(group=group, day=assembly.day, mode=Meeting.Mode.VIRTUAL)
    outsider = accounts.acting(Role.READER, directory.organization())
    for actor, key in ((SYSTEM, meeting.key), (SYSTEM, "inconnue"), (outsider, assembly.key)):
        with pytest.raises(Refused) as refusal:
            book_of(actor, key, "fr")
        assert refusal.value.code is ErrorCode.NOT_FOUND


def test_the_pdf_is_tagged_for_everybody(book: Book) -> None:
    """Typst refuses to write a PDF/UA that breaks a rule which a program can check; this is what it promises."""
    told = _readable(write_pdf(book))
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "Cahier des résolutions: Table, Congrès, 1er juin 2024, Laval</rdf:li>" in told
    for promise in ("/MarkInfo<</Marked true", "/DisplayDocTitle true", "/Lang(fr", "/StructTreeRoot", "/Outlines"):
        assert promise in told, promise
    levels = [int(level) for level in re.findall(r"/S/H([1-6])\b", told)]
    assert {1, 2, 3} <= set(levels)
    for part in ("TOC", "TH", "TD", "L", "LI", "Lbl", "LBody", "Link"):
        assert re.search(rf"/S/{part}\b", told), part


def test_a_text_is_never_a_program(book: Book) -> None:
    """It is written as it stands, save what no font has."""
    assert write_pdf(book)
    words = [line.text for line in _document(book).paragraphs]
    assert NASTY in words


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_an_assembly_without_resolutions_has_a_book(assembly: Meeting, language: str) -> None:
    book = book_of(SYSTEM, assembly.key, language)
    assert write_pdf(book).startswith(b"%PDF-")
    assert book.words["none"] in [line.text for line in _document(book).paragraphs]


def test_the_document_has_real_headings_lists_and_tables(book: Book) -> None:
    document = _document(book)
    headings = [(_style(line), line.text) for line in document.paragraphs if _style(line).startswith("Heading")]
    assert headings[0] == ("Heading 1", "Table des matières")
    assert ("Heading 2", "Résolution 2 – Travail") in headings
    assert ("Heading 3", "Attendus") in headings
    assert [line.text for line in document.paragraphs if _style(line) == "List Number"] == ["Que l'on exige", NASTY]
    for table in document.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    about = document.core_properties
    assert (about.title, about.language) == ("Cahier des résolutions: Table, Congrès, 1er juin 2024, Laval", "fr-CA")
    assert 'w:lang w:val="fr-CA"' in document.styles.element.xml


def test_each_list_of_clauses_begins_at_one_and_links_lead_to_their_resolution(book: Book) -> None:
    again = replace(book, resolutions=(book.resolutions[1], replace(book.resolutions[1], anchor="resolution-3")))
    document = _document(again)
    numbered = [
        line._p.xpath("w:pPr/w:numPr/w:numId/@w:val")[0]
        for line in document.paragraphs
        if _style(line) == "List Number"
    ]
    assert len(numbered) == 4
    assert len(set(numbered)) == 2
    body = document.element.body
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    led = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    assert marks == {"resolution-2", "resolution-3"}
    assert marks <= led


def _style(line: Paragraph) -> str:
    return (line.style.name if line.style else None) or ""


def _document(book: Book) -> Document:
    return docx.Document(BytesIO(write_docx(book)))


def _readable(pdf: bytes) -> str:
    """The file with its compressed streams opened."""
    told = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            told.append(zlib.decompress(stream))
        except zlib.error:
            told.append(stream)
    return b"\n".join(told).decode("utf-8", errors="replace")
