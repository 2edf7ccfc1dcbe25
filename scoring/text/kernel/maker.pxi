"""Frozen records made in one go: the same as calling the class, which sets one field after the other through Python. For both kernels."""

from dataclasses import MISSING
from dataclasses import fields as dataclass_fields

cdef extern from *:
    """
    #if PY_VERSION_HEX < 0x030C0000
    #include "structmember.h"
    #define Py_T_OBJECT_EX T_OBJECT_EX
    #endif
    /* Where the object of a slot lies in an instance; -1 for what is no slot. */
    static Py_ssize_t slot_of(PyObject *field) {
        if (Py_TYPE(field) != &PyMemberDescr_Type) return -1;
        PyMemberDef *member = ((PyMemberDescrObject *)field)->d_member;
        return member->type == Py_T_OBJECT_EX ? member->offset : -1;
    }
    /* The records hold texts, numbers and other records and are frozen, so no circle goes through them: the collector need not look. */
    static PyObject *new_instance(PyObject *type) {
        PyObject *made = ((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, 0);
        if (made != NULL && PyType_IS_GC((PyTypeObject *)type)) PyObject_GC_UnTrack(made);
        return made;
    }
    /* A new instance has nothing in its slots. */
    static void put_field(PyObject *made, Py_ssize_t place, PyObject *value) {
        Py_INCREF(value);
        *(PyObject **)((char *)made + place) = value;
    }
    static PyObject *field_at(PyObject *made, Py_ssize_t place) {
        PyObject *value = *(PyObject **)((char *)made + place);
        if (value == NULL) { PyErr_SetString(PyExc_AttributeError, "an empty slot"); return NULL; }
        Py_INCREF(value);
        return value;
    }
    """
    Py_ssize_t slot_of(object field)
    object new_instance(object type)
    void put_field(object made, Py_ssize_t place, object value)
    object field_at(object made, Py_ssize_t place)


@final
cdef class Maker:
    """Makes instances of one data class with slots, which lie one behind the other in an instance."""

    cdef type made
    cdef tuple rest
    cdef Py_ssize_t count, chosen, flags
    # By field, where it lies.
    cdef Py_ssize_t *places

    def __init__(self, type made):
        cdef Py_ssize_t at
        self.made = made
        listed = dataclass_fields(made)
        # What stands in fields that are not given.
        self.rest = tuple([None if field.default is MISSING else field.default for field in listed])
        self.count = len(listed)
        names = [field.name for field in listed]
        self.chosen, self.flags = (names.index(name) if name in names else -1 for name in ("chosen", "flags"))
        self.places = <Py_ssize_t *>PyMem_Malloc(self.count * sizeof(Py_ssize_t))
        if self.places == NULL:
            raise MemoryError()
        for at in range(self.count):
            self.places[at] = slot_of(made.__dict__[listed[at].name])
            if self.places[at] < 0:
                raise TypeError(f"{made.__name__}.{listed[at].name} is no slot")

    def __dealloc__(self):
        PyMem_Free(self.places)

    cdef make(self, tuple values):
        """An instance with `values` in its first fields and the defaults in the others."""
        cdef object made = new_instance(self.made)
        cdef Py_ssize_t at, given = len(values)
        if given > self.count:
            raise TypeError(f"{given} values for the {self.count} fields of {self.made.__name__}")
        for at in range(given):
            put_field(made, self.places[at], values[at])
        for at in range(given, self.count):
            put_field(made, self.places[at], self.rest[at])
        return made

    def __call__(self, *values):
        return self.make(values)

    def marked(self, fact, bint chosen, tuple flags):
        """A copy of a fact with other marks; see `marked`."""
        cdef object copy
        cdef Py_ssize_t at
        if type(fact) is not self.made:
            raise TypeError(type(fact).__name__)
        copy = new_instance(self.made)
        for at in range(self.count):
            if at == self.chosen:
                put_field(copy, self.places[at], chosen)
            elif at == self.flags:
                put_field(copy, self.places[at], flags)
            else:
                put_field(copy, self.places[at], field_at(fact, self.places[at]))
        return copy
