"""De-identification (去标识化): a Book in which no enterprise and no person is named, for what is published.

The Book is changed before anything is counted or written, so that every page made from it follows (docs/privacy.md).
"""
