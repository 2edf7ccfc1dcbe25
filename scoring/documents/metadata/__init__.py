"""What a report says about itself, with the quotes it rests on."""

from scoring.documents.metadata.assemble import read_metadata

__all__ = ["read_metadata"]
