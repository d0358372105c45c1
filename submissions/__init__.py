"""Between applicant and engine: blank forms go out, answers come back. Knows no points."""
