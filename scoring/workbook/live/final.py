"""The end of a unit's row in 计算: pools, vetoes, the published total, place, grade, and what 排名 shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from scoring.messages.workbook import EXCLUDED, NOT_ASSESSED, PROVISIONAL, UNRANKED
from scoring.rank import AVERAGE, DENSE, half_up
from scoring.results import LeafScore, Outcome, UnitScore
from scoring.rubric.types import BONUS, PENALTY, Leaf, Node, Quota, Rubric
from scoring.tables.order import unscored_state
from scoring.tables.review_columns import NOT_APPLICABLE
from scoring.tables.review_values import engine_points
from scoring.tables.types import Cell, Live, State, Table
from scoring.tables.words import state
from scoring.workbook.live.mirror import ROOT, Rates, ruled
from scoring.workbook.live.nodes import Column, Place
from scoring.workbook.live.plan import Plan
from scoring.workbook.live.words import added, number, runs, text

Range = Callable[[str], str]
# Group, then those without a place, then twice the place (it may end in a half), then the name.
_SORT = (10**9, 10**8, 2 * 10**4)
_ZERO = Decimal(0)


def final_columns(plan: Plan, ranking: Table) -> Iterator[Column]:
    """The columns after those of criteria and dimensions."""
    for pool in dict.fromkeys(pool.id for one in plan.rubrics for pool in one.pools):
        yield Column("pool", pool)
        yield Column("pool_stake", pool)
    for kind in ("scored", "total", "published"):
        yield Column(kind, "")
    for key in plan.run.rubric.tie_keys:
        yield Column("tie", key)
    yield Column("place", "")
    yield Column("rank", "")
    if has_quota(plan):
        for level in range(max(len(one.grades) for one in plan.rubrics)):
            yield Column("candidate", str(level + 1))
            yield Column("got", str(level + 1))
    for kind in ("grade", "open", "sort"):
        yield Column(kind, "")
    for column in ranking.columns:
        yield Column("show", column.id)


def has_quota(plan: Plan) -> bool:
    """Whether any grade is limited to some of the units."""
    return any(grade.quota is not None for one in plan.rubrics for grade in one.grades)


def final_values(
    place: Place, unit: UnitScore, ranking: Table, rates: Mapping[str, Rates], cells: Callable[..., str]
) -> dict[Column, Cell]:
    """The cells of one unit. `cells` gives all units' cells of a figure."""
    end = _End(place, unit, rates, cells)
    values: dict[Column, Cell] = {}
    for part in (end.pools(), end.totals(), end.order(), end.grades()):
        values |= dict(part)
    row = ranking.rows[place.unit]
    for column, cell in zip(ranking.columns, row.cells, strict=True):
        values[Column("show", column.id)] = end.shown(column.id, cell, ranking.places)
    return values


class _End:
    """One unit's last cells. `c` is a cell of the own row."""

    def __init__(self, place: Place, unit: UnitScore, rates: Mapping[str, Rates], cells: Callable[..., str]) -> None:
        self.place, self.unit, self.rates, self.cells = place, unit, rates, cells
        self.plan = place.plan
        self.sheet = self.plan.sheet_of[place.unit]
        self.rubric: Rubric = self.plan.rubrics[self.sheet]
        self.places = self.plan.run.rubric.places

    def c(self, kind: str, id_: str = "") -> str:
        return f"${self.place.cell(kind, id_)}"

    def pools(self) -> Iterator[tuple[Column, Cell]]:
        found = {pool.pool: pool for pool in self.unit.pools}
        for pool in self.rubric.pools:
            score = found.get(pool.id)
            columns = {self.plan.matrix_column(leaf.id): leaf.id for leaf in pool.leaves}
            ranges = [self.plan.matrix_range(self.place.unit, *run) for run in runs(columns)]
            cap = self.plan.in_rubric((self.sheet, pool.id))
            points = f"MIN(SUM({','.join(ranges)}),{cap})" if ranges else "0"
            yield Column("pool", pool.id), Live(f"={points}", score.points if score else _ZERO)
            hoped = ",".join(
                f"{self.place.cell('hoped', columns[first])}:{self.place.cell('hoped', columns[last])}"
                for first, last in runs(columns)
            )
            stake = f"MIN(SUM({hoped})-SUM({','.join(ranges)}),{cap}-{self.c('pool', pool.id)})" if ranges else "0"
            yield Column("pool_stake", pool.id), Live(f"={stake}", score.stake if score else _ZERO)

    def pooled(self, kind: str, outside: bool | None = None, figure: str = "pool") -> str:
        """The sum of the pools of a kind."""
        return added(
            self.c(figure, pool.id)
            for pool in self.rubric.pools
            if pool.kind == kind and (outside is None or pool.outside == outside)
        )

    def totals(self) -> Iterator[tuple[Column, Cell]]:
        base, full = self.c("points", ROOT), self.c("full", ROOT)
        formula = base
        if self.rubric.pools:
            lifted = f"MAX(MIN({base}+{self.pooled(BONUS, False)},{full}),{base})+{self.pooled(BONUS, True)}"
            formula = f"MAX({lifted}-({self.pooled(PENALTY)}),0)"
        at_most = ruled(self.rubric, self.unit).at_most
        if at_most is not None:
            formula = f"MIN({formula},{number(at_most)})"
        ranges = runs(self.plan.matrix_column(leaf.id) for leaf in self.rubric.leaves())
        count = ",".join(self.plan.matrix_range(self.place.unit, *run) for run in ranges)
        scored = sum(leaf.points is not None and not leaf.excluded for leaf in self.unit.leaves)
        yield Column("scored", ""), Live(f"=COUNT({count})" if count else "=0", scored)
        yield Column("total", ""), Live(f"=ROUND({formula},10)", self.unit.total)
        yield Column("published", ""), Live(f"=ROUND({self.c('total')},{self.places})", self.unit.published)

    def order(self) -> Iterator[tuple[Column, Cell]]:
        for key in self.plan.run.rubric.tie_keys:
            yield Column("tie", key), self._tie(key)
        group, ranked = self.cells("group"), self.cells("ranked")
        here = f"{group},{self.c('group')},{ranked},1"
        if self.plan.run.rubric.tie_keys:
            above = self._above()
        else:
            above = f'COUNTIFS({here},{self.cells("published")},">"&{self.c("published")})'
        peers = [one for one in self.plan.units if one.group == self.unit.group and one.ranked]
        behind = f"COUNTIFS({here})"
        at = self._first_place(peers)
        yield Column("place", ""), Live(f"=1+IF({self.c('ranked')}=1,{above},{behind})", at)
        places, own = self.cells("place"), self.c("place")
        formula = f"={own}"
        if self.plan.run.rubric.ties == DENSE:
            sums = f"SUMPRODUCT(({group}={self.c('group')})*({ranked}=1)*({places}<{own})"
            counts = f"COUNTIFS({group},{group},{ranked},{ranked},{places},{places})"
            formula = f"=IF({self.c('ranked')}=1,1+ROUND({sums}/{counts}),0),{own})"
        elif self.plan.run.rubric.ties == AVERAGE:
            formula = f"=IF({self.c('ranked')}=1,{own}+(COUNTIFS({here},{places},{own})-1)/2,{own})"
        yield Column("rank", ""), Live(formula, self.unit.rank)

    def _first_place(self, peers: list[UnitScore]) -> int:
        if not self.unit.ranked:
            return 1 + len(peers)
        own = self._key(self.unit)
        return 1 + sum(self._key(peer) > own for peer in peers)

    def _key(self, unit: UnitScore) -> tuple[Decimal, ...]:
        points = {node.node: node.points for node in unit.nodes}
        points |= {leaf.criterion: leaf.points * leaf.scale for leaf in unit.leaves if leaf.points is not None}
        keys = self.plan.run.rubric.tie_keys
        return (unit.published, *(half_up(points.get(key, _ZERO), self.places) for key in keys))

    def _above(self) -> str:
        """How many are greater by the total and then the tie keys."""
        columns = [("published", ""), *(("tie", key) for key in self.plan.run.rubric.tie_keys)]
        terms, same = [], ""
        for kind, id_ in columns:
            cells, own = self.cells(kind, id_), self.c(kind, id_)
            terms.append(f"{same}({cells}>{own})")
            same += f"({cells}={own})*"
        group = f"({self.cells('group')}={self.c('group')})*({self.cells('ranked')}=1)"
        return f"SUMPRODUCT({group}*({'+'.join(terms)}))"

    def _tie(self, key: str) -> Cell:
        """The points on a tie key as they are printed; 0 where the unit's own sheet does not have it."""
        value = self._key(self.unit)[1 + self.plan.run.rubric.tie_keys.index(key)]
        if key in self.rates:
            return Live(f"=ROUND({self.c('points', key)},{self.places})", value)
        parents: dict[str, tuple[str, Rubric | Node]] = {
            child.id: (id_, node) for id_, node in _parents(self.rubric) for child in _children(node)
        }
        if key not in parents or Column("row", key) not in self.place.columns:
            return Live("=0", value)
        parent, node = parents[key]
        leaf = next(child for child in _children(node) if child.id == key)
        given = self.place.weights.get(parent)
        share = self.plan.share_cell(self.sheet, leaf) if given is None else number(given.get(key, _ZERO))
        there, full = self.c("there", parent), self.c("full", parent)
        points = self.plan.in_rubric((self.sheet, key))
        cell = self.plan.matrix_cell(self.place.unit, key)
        return Live(f"=ROUND(IF({there}=0,0,N({cell})*{share}*{full}/{there}/{points}),{self.places})", value)

    def grades(self) -> Iterator[tuple[Column, Cell]]:
        grades = self.rubric.grades
        lines = [self.plan.in_rubric((self.sheet, level), "grade_line") for level in range(len(grades))]
        names = [grade.name for grade in grades]
        cap = names.index(self.unit.grade_cap) if self.unit.grade_cap in names else 0
        may = [
            level >= cap and not (self.unit.barred and (level == 0 or grade.quota is not None))
            for level, grade in enumerate(grades)
        ]
        if has_quota(self.plan):
            yield from self._with_quotas(lines, may)
            steps = [f"IF({self.c('got', str(level + 1))}=1,{text(name)}," for level, name in enumerate(names)]
        else:
            published = self.c("published")
            steps = [
                f"IF({published}>={line},{text(name)},"
                for name, line, allowed in zip(names, lines, may, strict=True)
                if allowed
            ]
        chosen = "".join(steps) + '""' + ")" * len(steps)
        yield Column("grade", ""), Live(f'=IF({self.c("ranked")}=1,{chosen},"")', self.unit.grade)
        yield Column("open", ""), Live(f"={self._open(names, lines)}", int("grade_open" in self.unit.flags))
        group, behind, rank = _SORT
        unscored = f"IF(OR({self.c('scored')}=0,{self.c('ranked')}=0),{behind},0)"
        without = unscored_state(self.unit) is not None or not self.unit.ranked
        number_ = self._static("group") * group + (behind if without else 0) + int(self.unit.rank * rank)
        yield (
            Column("sort", ""),
            Live(
                f"={self.c('group')}*{group}+{unscored}+{self.c('rank')}*{rank}+{self.c('order')}",
                number_ + self._static("order"),
            ),
        )

    def _static(self, kind: str) -> int:
        units = self.plan.units
        if kind == "group":
            return list(dict.fromkeys(unit.group for unit in units)).index(self.unit.group) + 1
        names = sorted(range(len(units)), key=lambda n: (units[n].unit, units[n].year or 0))
        return names.index(self.place.unit) + 1

    def _open(self, names: list[str], lines: list[str]) -> str:
        """1 where what is at stake could give another grade."""
        if not names:
            return "0"
        total, best = self.c("total"), self.c("best", ROOT)
        gain = f"{self.c('full', ROOT)}*({best}-{self.c('rate', ROOT)})+{self.pooled(BONUS, figure='pool_stake')}"
        loss = self.pooled(PENALTY, figure="pool_stake")
        reach = [
            f"({points}>={line})"
            for line in lines
            for points in (
                f"ROUND(ROUND({total}+{gain},10),{self.places})",
                f"ROUND(MAX({total}-({loss}),0),{self.places})",
            )
        ]
        now = [f"({self.c('published')}>={line})" for line in lines]
        # Grades are ordered, so that another grade is another number of lines reached.
        high, low = "+".join(reach[::2]), "+".join(reach[1::2])
        veto = "TRUE" if "veto_open" in self.unit.flags else "FALSE"
        now_ = "+".join(now)
        return f"IF(AND({self.c('ranked')}=1,OR({high}<>{now_},{low}<>{now_},{veto})),1,0)"

    def _with_quotas(self, lines: list[str], may: list[bool]) -> Iterator[tuple[Column, Cell]]:
        group, place = self.cells("group"), self.cells("place")
        own = self.unit.grade
        before: list[str] = []
        reached = False
        for level, (grade, line, allowed) in enumerate(zip(self.rubric.grades, lines, may, strict=True)):
            candidate, got = Column("candidate", str(level + 1)), Column("got", str(level + 1))
            taken = "*".join(f"({self.c('got', step)}=0)" for step in before) or "1"
            formula = f"{self.c('ranked')}*{taken}*({self.c('published')}>={line})" if allowed else "0"
            fits = allowed and self.unit.ranked and not reached and self.unit.published >= grade.minimum
            yield candidate, Live(f"={formula}", int(fits))
            mine = self.c("candidate", str(level + 1))
            here = f"{group},{self.c('group')},{self.cells('candidate', str(level + 1))},1,{place}"
            if grade.quota is not None:
                better = f'COUNTIFS({here},"<"&{self.c("place")})'
                same = f"COUNTIFS({here},{self.c('place')})"
                seats = self._seats(grade.quota)
                room = f"{better}<{seats}" if grade.quota.tied_in else f"{better}+{same}<={seats}"
                if grade.quota.tied_in:
                    # Also where all tied ones find room.
                    room = f"OR({room},{better}+{same}<={seats})"
                mine = f"IF({mine}=0,0,IF({room},1,0))"
            won = fits and own == grade.name
            reached = reached or won
            yield got, Live(f"={mine}", int(won))
            before.append(str(level + 1))

    def _seats(self, quota: Quota) -> str:
        if quota.count is not None:
            return str(quota.count)
        size = f"COUNTIFS({self.cells('group')},{self.c('group')},{self.cells('ranked')},1)"
        exact = f"ROUND({number(Fraction(quota.share or 0))}*{size},9)"
        return f"-INT(-{exact})" if quota.partial == "ceil" else f"INT({exact})"

    def shown(self, id_: str, cell: Cell, digits: int) -> Cell:
        """The cell of 排名 in the column `id_`: a formula where overrides, weights or grade lines can move it, else the value."""
        stored = cell.words if isinstance(cell, State) else cell
        assert stored is None or isinstance(stored, str | int | float | Decimal)
        formula = self._formula(id_, digits)
        return stored if formula is None else Live(formula, stored)

    def _formula(self, id_: str, digits: int) -> str | None:
        none, ranked = f"{self.c('scored')}=0", f"{self.c('ranked')}=1"
        if id_.startswith("dimension:"):
            return self._dimension(id_.removeprefix("dimension:"))
        if id_ == "grade":
            # Tables and people may have given it points: that is no grade of a unit that has not reported.
            silent = not self.unit.reports and any(leaf.outcome is Outcome.NO_REPORT for leaf in self.unit.leaves)
            grade = self.c("grade")
            provisional = PROVISIONAL.format(grade="")
            known = f'IF(AND({grade}<>"",{self.c("open")}=1),{text(provisional)}&{grade},{grade})'
            chosen = text(state(Outcome.NO_REPORT).words) if silent else known
            return f'=IF(OR({none},{self.c("ranked")}=0),"",{chosen})'
        previous = self.unit.previous_total is not None, self.unit.previous_rank is not None
        found = {
            "rank": f"=IF({none},{text(UNRANKED)},IF({ranked},{self.c('rank')},{text(NOT_ASSESSED)}))",
            "total": f"=IF({none},{self._why_none(self.unit.leaves)},{self.c('published')})",
            "full_marks": f"={self.c('full', ROOT)}",
            "coverage": f"={self.c('share', ROOT)}",
            "stake": f"={self._stake()}",
            "base": f"={self.c('points', ROOT)}",
            BONUS: f"={self.pooled(BONUS)}",
            PENALTY: f"=-({self.pooled(PENALTY)})",
        }
        if previous[0]:
            change = f"{self.c('published')}-{self.c('show', 'previous_total')}"
            found["total_change"] = f'=IF(OR({none},{self.c("ranked")}=0),"",ROUND({change},{digits}))'
        if previous[1]:
            change = f"{self.c('show', 'previous_rank')}-{self.c('rank')}"
            found["rank_change"] = f'=IF(OR({none},{self.c("ranked")}=0),"",{change})'
        return found.get(id_)

    def _stake(self) -> str:
        tree = f"{self.c('full', ROOT)}*({self.c('best', ROOT)}-{self.c('rate', ROOT)})"
        return "+".join([tree, *(self.c("pool_stake", pool.id) for pool in self.rubric.pools)])

    def _dimension(self, id_: str) -> str | None:
        node = next((node for node in self.rubric.dimensions if node.id == id_), None)
        if node is None:
            return None
        ranges = runs(self.plan.matrix_column(leaf.id) for leaf in node.leaves())
        count = ",".join(self.plan.matrix_range(self.place.unit, *run) for run in ranges)
        own = [leaf for leaf in self.unit.leaves if leaf.dimension == node.id]
        return f"=IF(COUNT({count})=0,{self._why_none(own)},{self.c('points', id_)})" if count else None

    def _why_none(self, leaves: Iterable[LeafScore]) -> str:
        """Why none of these criteria has points: the gravest state of those that are still open (see `shared_state`)."""
        columns: dict[Outcome, list[int]] = {}
        for leaf in leaves:
            if engine_points(leaf) is None:
                outcome = leaf.outcome if leaf.override is None else Outcome(leaf.override.engine_outcome)
                columns.setdefault(outcome, []).append(self.plan.matrix_column(leaf.criterion))
        formula = text(NOT_APPLICABLE)
        for outcome in (Outcome.JUDGED, Outcome.PENDING, Outcome.MISSING, Outcome.NO_REPORT):
            if outcome in columns:
                ranges = [self.plan.matrix_range(self.place.unit, *run) for run in runs(columns[outcome])]
                open_ = added(f'SUMPRODUCT(({one}="")+({one}={text(EXCLUDED)}))' for one in ranges)
                formula = f"IF({open_}>0,{text(state(outcome).words)},{formula})"
        return formula


def _parents(rubric: Rubric) -> Iterator[tuple[str, Rubric | Node]]:
    yield ROOT, rubric

    def below(node: Node) -> Iterator[tuple[str, Rubric | Node]]:
        yield node.id, node
        for child in node.children:
            if isinstance(child, Node):
                yield from below(child)

    for dimension in rubric.dimensions:
        yield from below(dimension)


def _children(node: Rubric | Node) -> tuple[Node | Leaf, ...]:
    return node.dimensions if isinstance(node, Rubric) else node.children
