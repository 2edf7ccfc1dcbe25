# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled way of finding where something is in a text: numbers, blanks, stops and cues. The same answers as the modules named below.

What is rare or long is not repeated here: the Python functions are called for it.
"""

from cython cimport final

from cpython.array cimport array, clone
from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.object cimport PyObject, PyTypeObject
from cpython.ref cimport Py_INCREF
from libc.stdint cimport int32_t, uint8_t, uint16_t
from libc.string cimport memcpy, memset

cdef extern from "Python.h":
    Py_UCS4 *PyUnicode_AsUCS4(object text, Py_UCS4 *into, Py_ssize_t size, int copy_null) except NULL
    object PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)
    int Py_UNICODE_ISDECIMAL(Py_UCS4 char)
    object PyTuple_New(Py_ssize_t size)
    void PyTuple_SET_ITEM(object made, Py_ssize_t at, object item)

cdef extern from *:
    """
    #ifndef SOURCE_DIGEST
    #define SOURCE_DIGEST ""
    #endif
    static PyObject *made_of(PyObject *type, Py_ssize_t size) {
        return ((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, size);
    }
    """
    const char *DIGEST "SOURCE_DIGEST"
    object made_of(object type, Py_ssize_t size)

SOURCE = DIGEST.decode("ascii")

include "letters.pxi"
include "maker.pxi"
include "clean.pxi"
include "scan.pxi"
include "words.pxi"
include "units.pxi"
include "numbers.pxi"
include "weighed.pxi"
include "hanzi.pxi"
include "headed.pxi"
include "sections.pxi"
include "walk.pxi"
include "pages.pxi"
