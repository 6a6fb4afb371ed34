"""The documents in the form of Word and WPS (.docx), for GB/T 9704-2012; python-docx is the extra `bangfu[docx]`."""
