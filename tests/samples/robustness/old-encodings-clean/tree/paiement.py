# -*- coding: latin-1 -*-
"""Paiement sécurisé: clé lue de l'environnement."""
import os
ENTETES = {"api-token": os.environ["HELCIM_API_TOKEN"]}  # créé
