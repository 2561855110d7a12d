"""Draw answers: figures, tables, sentences and pages."""
