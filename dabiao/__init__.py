"""The front door: the public Python API and the command line.

It knows no rule and computes nothing: it parses, calls the rooms below, and prints.
"""
