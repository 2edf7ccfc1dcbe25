"""Two runs side by side: whose score and rank moved, and why."""
