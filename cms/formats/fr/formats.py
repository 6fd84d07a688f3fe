"""Times in forms are typed as they are written: 14 h 30."""

TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H h %M", "%Hh%M", "%H h", "%Hh", "%H.%M"]
