# -*- coding: utf-8 -*-
import urllib
import urllib2
from ConfigParser import ConfigParser

cfg = ConfigParser()
cfg.read('/etc/shop/helcim.ini')
ACCOUNT_ID = cfg.get('helcim', 'account_id')
API_TOKEN = cfg.get('helcim', 'api_token')
URL = 'https://secure.myhelcim.com/api/'


def purchase(amount, card_token, f4l4):
    post = {
        'accountId': ACCOUNT_ID,
        'apiToken': API_TOKEN,
        'transactionType': 'purchase',
        'amount': '%.2f' % amount,
        'cardToken': card_token,
        'cardF4L4': f4l4,
    }
    print 'helcim >> %s %s (account %s)' % (post['transactionType'], post['amount'], ACCOUNT_ID)
    return urllib2.urlopen(URL, urllib.urlencode(post)).read()
