"""What people read: gap reports, charts and pages, in Chinese and English.

It scores nothing: every number comes from the engine, and is only put into words here.
"""
