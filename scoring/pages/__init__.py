"""Pages to read: one per report with the marked text and the criteria beside it, and an overview of all units."""

from scoring.pages.evidence_page import evidence_page
from scoring.pages.overview_page import overview_page
from scoring.pages.write import WrittenPages, write_pages

__all__ = ["WrittenPages", "evidence_page", "overview_page", "write_pages"]
