"""Figures: from answers and a language to a plotly figure of plain values."""
