"""Text: reports, spans, evidence, the cleaned view, structure and quantities. Knows nothing of measures."""
