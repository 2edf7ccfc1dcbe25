"""Saved web pages: from markup to the text of the report alone."""
