"""What is asked and how it is judged: documents, rule kinds, steps, the library.

This room knows nothing of applicants, files of answers, or scores.
"""
