"""Feedback letters and the draft notice as Word documents. The only room that knows how to write DOCX."""
