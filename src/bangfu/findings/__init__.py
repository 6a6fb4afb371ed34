"""Prints diagnostics, a format a file: text for people, all others for programs and the sites that host git."""
