# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled way of scanning and matching: the same answers as `scan`, `tokens`, `topics`, `match` and `practices`, where it is said what is meant.

`Tables` holds a library as numbers, made once. `Found` holds what one pass over a report finds, and answers what is said of a value. Nothing
here is needed: without it the modules named above do the work.
"""

from operator import itemgetter

from cython cimport final

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcmp, memset

cdef extern from "Python.h":
    Py_UCS4 *PyUnicode_AsUCS4(object text, Py_UCS4 *into, Py_ssize_t size, int copy_null) except NULL

cdef extern from *:
    """
    #ifndef SOURCE_DIGEST
    #define SOURCE_DIGEST ""
    #endif
    """
    const char *DIGEST "SOURCE_DIGEST"

SOURCE = DIGEST.decode("ascii")

include "../../text/kernel/maker.pxi"
include "memory.pxi"
include "literals.pxi"
include "records.pxi"
include "tables.pxi"
include "words.pxi"
include "found.pxi"
include "claims.pxi"
include "tokens.pxi"
include "plainly.pxi"
include "statements.pxi"
