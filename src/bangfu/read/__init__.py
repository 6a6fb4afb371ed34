"""From files to records: discover, pre-scan, parse, build. Never raises for bad data: problems come back as findings."""
