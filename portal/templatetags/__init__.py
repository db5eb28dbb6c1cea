"""Template tags of the frame, built into every template."""
