"""What one city's files come to without their records: made in processes of their own, and kept by content."""
