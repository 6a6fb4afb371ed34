"""From files to records: discover, pre-scan, parse, build. Problems in the data come back as findings."""
