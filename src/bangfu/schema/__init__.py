"""The JSON Schema of both kinds of file, for editors: made from the records, with what to say of each key."""
