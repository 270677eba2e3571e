# -*- coding: latin-1 -*-
"""Paiement sécurisé: clé créée à Montréal."""
JETON_HELCIM = {"api-token": "{{token508}}"}  # déjà en prod
