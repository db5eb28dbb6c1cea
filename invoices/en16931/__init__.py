"""The European core invoice model (EN 16931) as plain Python: model, arithmetic, code lists, rules and UBL.

Rooms, each importing only to its right: ubl|rules > totals > vat > document > party|line > terms|codes|money.
No Django here: the same code serves the editor, issuing, imports and command lines.
"""
