"""What all facts of a report share, and the facts themselves."""


@final
cdef class Origin:
    """What `evidence.Origin` is, made faster."""

    cdef readonly object report
    cdef readonly object id
    cdef readonly object unit
    cdef readonly object year
    cdef readonly str period
    cdef object view
    cdef object index
    cdef object wide
    cdef tuple sentences
    cdef object sections
    cdef str text
    cdef Py_ssize_t size
    cdef tuple page_starts
    cdef bint recognised
    cdef dict cited
    cdef Maker facts
    cdef Maker evidences
    cdef object cite

    def __init__(self, Tables tables, report, view):
        self.report = report
        self.id, self.unit, self.year = report.id, report.unit, report.year
        self.period = "" if self.year is None else str(self.year)
        self.view = view
        self.index, self.wide, self.sentences = view.index, view.wide, view.sentences
        self.sections = view.sections
        self.text = report.text
        self.size = len(self.text)
        self.page_starts = report.page_starts
        self.recognised = bool(report.recognised)
        self.cited = {}
        self.facts, self.evidences, self.cite = tables.facts, tables.evidences, tables.cite

    cdef Py_ssize_t source(self, Py_ssize_t place) except -1:
        """See `View.to_source`."""
        return self.index[place]

    cdef Py_ssize_t source_end(self, Py_ssize_t place) except -1:
        cdef Py_ssize_t last = self.index[place]
        if self.wide:
            return self.wide.get(last, last + 1)
        return last + 1

    cpdef evidence(self, int start, int end, int number):
        """The evidence for the working stretch `[start, end)`, with its sentence, section and role."""
        cdef tuple around = <tuple>self.cited.get(number)
        cdef Py_ssize_t first, last
        if around is None:
            sentence = self.sentences[number]
            around = self.cited[number] = (
                self.source(sentence[0]), self.source_end(sentence[1] - 1), self.sections[sentence[2]][4], sentence[4]
            )
        first, last = self.source(start), self.source_end(end - 1)
        if self.recognised or not 0 <= first < last <= self.size:
            sentence = self.sentences[number]
            whole = self.view.to_source(sentence[0], sentence[1])
            return self.cite(self.report, self.view.to_source(start, end), whole, around[2], around[3])
        page = None
        if self.page_starts:
            page = 0
            for begins in self.page_starts:
                if begins <= first:
                    page += 1
        return self.evidences.make(
            (self.id, first, last, self.text[first:last], around[0], around[1], around[2], around[3], page)
        )

    def fact(self, measure, kind, value, unit, evidence, status="done", chosen=False, flags=()):
        """An exact fact of the report's year about the whole unit."""
        return self.facts.make(
            (self.id, self.unit, self.year, measure, kind, value, unit, value, value, "exact", self.period, "whole", status, evidence,
             False, False, False, bool(chosen), flags)
        )

    def stated(self, statement, measure, period, scope, status):
        """A fact that a statement states."""
        token = statement.token
        quantity, value = token.quantity, token.value
        notes = statement.notes
        evidence = self.evidence(statement.start, statement.end, token.sentence)
        if quantity is None:
            flags = tuple(sorted({*notes, "from_words"}))
            unit = "ratio" if measure.kind == "rate" else measure.unit
            return self.facts.make(
                (self.id, self.unit, self.year, measure.id, "measure", value, unit, value, value, "exact", period, scope, status, evidence,
                 False, False, False, True, flags)
            )
        flags = tuple(sorted(set(notes))) if notes else ()
        unit = "ratio" if measure.kind == "rate" else quantity.unit or measure.unit
        return self.facts.make(
            (self.id, self.unit, self.year, measure.id, "measure", value, unit, quantity.low, quantity.high, quantity.approx, period, scope,
             status, evidence, quantity.low_open, quantity.high_open, quantity.soft, True, flags)
        )
