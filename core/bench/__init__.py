"""What our claims about speed and size are measured with, on records of the size of a register."""
