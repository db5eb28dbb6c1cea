"""The demo: believable companies that write to each other, loaded through the same verbs that people use."""
