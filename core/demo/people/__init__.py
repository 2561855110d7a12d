"""The invented people of the demo country: who lives where, who learns and works with whom."""
