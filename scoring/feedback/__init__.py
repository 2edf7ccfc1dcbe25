"""Feedback letters and the draft notice as Word documents. The only room that knows how to write DOCX."""

from __future__ import annotations

from scoring.feedback.write import TEMPLATES, Written, write_feedback

__all__ = ["TEMPLATES", "Written", "write_feedback"]
