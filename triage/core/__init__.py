"""The kernel: model, answers, conditions, replay and explanation. No I/O, clock or terminal."""
