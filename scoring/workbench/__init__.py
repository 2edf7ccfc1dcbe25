"""Working on a rubric: copy it, change it by address or in a spreadsheet, compare two states of it, see whom a change moves.

files · addresses · splice · settings · rescale    a rubric's file edited as text: comments and layout stay
new · sheet_rows · sheet_write · sheet_read        a copy to begin with; points and thresholds out to a sheet and back
changes · change_words · figures                   what differs between two rubrics, in words; the numbers in one
material · saved_run                               reports with facts, read once; a results file read back
bench · untouched · retotal · moves · reach        scored again where a change touches; who moves and why; who is reached
watch · move_tables                                one look at a file being worked on; results as neutral tables
"""
