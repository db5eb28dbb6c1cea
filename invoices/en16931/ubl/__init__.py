"""UBL 2.1 syntax of the core model: parse.py reads bytes safely, read/ and write/ are mirror images.

Judging a document is the work of ../rules; delivering it is no business of this package.
"""
