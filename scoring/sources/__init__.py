"""What stands beside the reports: tables of other offices, scores of people, the unit list. Types in `types`, readers beside it."""
