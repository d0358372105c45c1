"""The hidden sheet of the form: what was typed as numbers, and every definition of the program.

Column A names a row. A field's row holds its value (B), whether it is known (C), what is wrong with
it (D), how it was read (E), the sentence for a wrong cell (F) and its help (G); a definition's row
its value (B). Beside them stand a row for every criterion, by which the overview finds the largest
gaps, the reasons why nothing may be decided, and the lists of words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from engine.decide import too_little
from engine.executors.excel import Formulas, formulas
from engine.live import Live, live
from engine.program import Definition, Program, claim_of, evidence_of
from engine.score import parameters
from engine.state_of import invalid_of
from standards.expression import Const, Expr, Ref, add, greatest, negate, subtract, when
from standards.field import Field
from submissions.claims import own_fields
from submissions.forms import words
from submissions.forms.layout import CLAIM, EVIDENCE, Layout, Sheet, labels
from submissions.forms.reading import Place, Words
from submissions.forms.reasons import Reason, reasons
from submissions.forms.wordlists import Wordlist, blank, choices, no_claim, no_paper, truth

NAME, VALUE, KNOWN, FAULT, CODE, SENTENCE, HINT = range(7)
"""Columns of the hidden sheet, from 0."""
KEY, RANK, NUMBER, TITLE, ADVICE, POINTS, GAIN = range(8, 15)
"""Columns of its rows of criteria."""
REASON, HOLDS = 15, 16
"""Columns of its rows of reasons."""
_LISTS = 18
FIRST = 1
"""Row of the first field and of the first criterion, from 0."""


@dataclass(frozen=True)
class Calculation:
    """Which cell of the hidden sheet holds what."""

    layout: Layout
    as_of: date

    @property
    def program(self) -> Program:
        """The standard's program."""
        return self.layout.program

    @cached_property
    def live(self) -> Live:
        """The program with what a live form shows, and what its grades need."""
        return live(self.program)

    @cached_property
    def formulas(self) -> Formulas:
        """The program, and what is shown beside its result, as cells.

        Beyond `engine.live`: `missing:<grade>`, points short of it; `others:<grade>`, how many of
        its other conditions are unmet; `enough`, whether enough was answered.
        """
        whole = self.live
        extra: dict[str, Expr] = {}
        minima = [name for name in self.program.definitions if name.startswith("minimum:")]
        for place, grade in enumerate(self.program.standard.grades):
            needs = [n for n in whole.needs if n.grade == place and n.of in ("score", "published")]
            apart = {f"grade:{grade.id}:{need.condition}" for need in needs}
            own = [n for n in self.program.definitions if n.startswith(f"grade:{grade.id}:")]
            unmet = [subtract(Const(1), Ref(n)) for n in (*own, *minima) if n not in apart]
            extra[f"missing:{grade.id}"] = greatest(Const(0), *(Ref(n.short) for n in needs))
            extra[f"others:{grade.id}"] = add(Const(0), *unmet)
        extra["enough"] = when(negate(too_little(self.program.standard)), Const(1), Const(0))
        made = {name: Definition(name, expr, (0, 0), ()) for name, expr in extra.items()}
        program = replace(whole.program, definitions={**whole.program.definitions, **made})
        ids = [criterion.id for criterion in self.program.standard.criteria]
        names = [f"{kind}:{id_}" for id_ in ids for kind in ("state", "lost", "gain")]
        wanted = [*self.program.definitions, *names, *made]
        return formulas(program, parameters(program, self.as_of), wanted)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The formula of every definition."""
        made = self.formulas
        return {name: made.text(name, self) for name in made.program.definitions}

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The names of claims and papers."""
        claims = [claim_of(id_) for id_ in self.program.claims]
        return (*claims, *(evidence_of(id_) for id_ in self.program.evidenced))

    @cached_property
    def rows(self) -> dict[str, int]:
        """Name -> row, from 0: fields, claims and papers, definitions."""
        asked = self.program.standard.asked
        names = [*asked, *self.marks, *self.formulas.program.definitions]
        return {name: row for row, name in enumerate(names, FIRST)}

    @cached_property
    def criteria(self) -> dict[str, int]:
        """Criterion -> row, from 0."""
        return {c.id: row for row, c in enumerate(self.program.standard.criteria, FIRST)}

    def inside(self, name: str, column: int = VALUE) -> str:
        """The address of a cell, for formulas of the same sheet."""
        return str(xl_rowcol_to_cell(self.rows[name], column, row_abs=True, col_abs=True))

    def outside(self, name: str, column: int = VALUE) -> str:
        """The address of a cell, for formulas of other sheets."""
        return f"{words.CALC}!{self.inside(name, column)}"

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why nothing may be decided, in rows from `FIRST` on."""
        return reasons(self.program, self.layout.language)

    def column(self, place: int) -> str:
        """The range of a column of the criteria or reasons, for formulas of any sheet."""
        letter = xl_col_to_name(place)
        rows = self.reasons if place in (REASON, HOLDS) else self.criteria
        last = FIRST + len(rows)
        return f"{words.CALC}!${letter}${FIRST + 1}:${letter}${last}"

    def place(self, name: str) -> Place:
        """Where a field or a mark is held."""
        return Place(self.inside(name, CODE), self.inside(name), self.inside(name, KNOWN))

    # What `engine.executors.excel.Places` asks for.

    def answer(self, field: str) -> str:
        """A number; what is wrong with a field is read as an answer, too."""
        bare = field.removeprefix(_INVALID)
        return self.inside(bare, FAULT) if bare != field else self.inside(field)

    def known(self, field: str) -> str:
        """A condition."""
        return f"{self.inside(field, KNOWN)}=1"

    def cell(self, name: str) -> str:
        """The cell of a definition."""
        return self.inside(name)

    # Where the form's own sheets hold what is typed.

    @cached_property
    def inputs(self) -> dict[str, str]:
        """Field, claim or papers -> the address of the cell that is filled in."""
        found = {id_: address(*place) for id_, place in self.layout.cells.items()}
        for sheet in self.layout.sheets:
            for line in sheet.lines:
                if line.criterion is None:
                    continue
                id_ = line.criterion.id
                found[claim_of(id_)] = address(sheet, line.row, sheet.column(CLAIM))
                found[evidence_of(id_)] = address(sheet, line.row, sheet.column(EVIDENCE))
        return found

    def own(self, id: str) -> tuple[tuple[str, ...], bool]:
        """The fields that answer a criterion, and whether only all of them are an answer."""
        return own_fields(self.program, id)

    # The lists of words.

    @cached_property
    def placed(self) -> dict[int, Wordlist]:
        """Column, from 0 -> the list whose words stand there; their numbers stand beside them."""
        different = dict.fromkeys(listed for _, listed in self._wordlists())
        return {_LISTS + 2 * place: listed for place, listed in enumerate(different)}

    @cached_property
    def lists(self) -> dict[str, Words]:
        """The lists by the fields that use them; and those of claims and of papers."""
        made: dict[Wordlist, Words] = {}
        for column, listed in self.placed.items():
            first, last = FIRST + 1, FIRST + len(listed.entries)
            one, two = (f"${xl_col_to_name(place)}$" for place in (column, column + 1))
            ranges = (f"{letter}{first}:{letter}{last}" for letter in (one, two))
            made[listed] = Words(listed, *ranges)
        return {key: made[listed] for key, listed in self._wordlists()}

    def _wordlists(self) -> list[tuple[str, Wordlist]]:
        found = [("claim", no_claim()), ("paper", no_paper())]
        for asked in self.program.standard.asked.values():
            match asked.type:
                case "yes_no":
                    found.append((asked.id, truth()))
                case "choice":
                    found.append((asked.id, choices(asked, labels(asked, self.layout.language))))
                case "text":
                    found.append((asked.id, blank()))
        return found

    def list_of(self, asked: Field) -> Words | None:
        """The words of a field; None for numbers and days."""
        return self.lists.get(asked.id)


_INVALID = invalid_of("")


def address(sheet: Sheet, row: int, column: int) -> str:
    """A cell of another sheet; rows and columns from 0."""
    name = sheet.name.replace("'", "''")
    return f"'{name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"
