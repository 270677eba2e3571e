import os

URL = 'https://api.helcim.com/v2'
TOKEN = os.environ.get('HELCIM_TOKEN', '')
VERBOSE = os.environ.get('VERBOSE') == '1'
ITEMS = {'eggs': 6.0, 'honey': 12.5, 'garlic': 4.0}
