"""scoring: facts out of 法治政府建设 annual reports, scores against a YAML rubric, evidence for every point."""

__version__ = "0.1.0"
