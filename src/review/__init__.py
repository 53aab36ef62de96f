"""The subject: Norad's 2008 review of the Norwegian work against human trafficking.

Selections of the data, labels in both languages, charts and table rows. The printing
works, :mod:`press`, knows nothing of it.
"""
