"""Training of what ships in ``search/models``: the model that restores marks and the embedding model.

Only texts without copyright are read: statutes and administrative procedures (Law on Intellectual Property, Art. 15).
"""
