"""The charts of a batch, one a file.

`chart` in each draws it: `chart(scores, language, width)`, a width in mm. What it draws is worked
out first, by `of`, so that it can be looked at without looking at pixels.
"""
