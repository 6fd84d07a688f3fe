"""Days in English forms are written as they are read in this country: 24/12/2026."""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H h %M", "%Hh%M", "%H h", "%Hh", "%H.%M"]
