"""Memory that lives as long as its owner."""

@final
cdef class Block:
    """Memory that is freed with its owner."""

    cdef void *at

    def __dealloc__(self):
        PyMem_Free(self.at)


cdef void *claim(list kept, size_t size) except NULL:
    """Zeroed memory that lives as long as `kept`."""
    cdef Block block = Block()
    block.at = PyMem_Calloc(max(size, 1), 1)
    if block.at == NULL:
        raise MemoryError()
    kept.append(block)
    return block.at


cdef int32_t *numbers(list kept, values) except NULL:
    """A sequence of whole numbers as memory."""
    cdef list listed = list(values)
    cdef int32_t *found = <int32_t *>claim(kept, len(listed) * sizeof(int32_t))
    cdef Py_ssize_t at
    for at in range(len(listed)):
        found[at] = listed[at]
    return found


cdef void *more(void *old, int32_t *room, size_t size) except NULL:
    """Twice the room for a growing list of things of one size."""
    cdef int32_t wanted = 2 * room[0] + 512
    cdef void *found = PyMem_Realloc(old, wanted * size)
    if found == NULL:
        raise MemoryError()
    room[0] = wanted
    return found
