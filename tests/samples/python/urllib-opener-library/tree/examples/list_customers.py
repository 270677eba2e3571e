import logging
import os

from helcim_tiny import Helcim

logging.basicConfig(level="INFO")
h = Helcim(os.environ["HELCIM_API_TOKEN"])
logging.info("client is %s", h.__dict__)
for c in h.customers():
    print(c["customerCode"], c["businessName"])
