"""封账: the figures of a published period as they are frozen, and what has become of them since."""
