"""Document to PDF and to a readable page: words, formats, layout and the engine. No models and no writes here.

`pdf.render` and `html.render_view` are the two doors; services, inbound and views call them.
"""
