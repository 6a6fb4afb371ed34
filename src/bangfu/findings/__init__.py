"""Prints diagnostics, a format a file: text for people, json for programs."""
