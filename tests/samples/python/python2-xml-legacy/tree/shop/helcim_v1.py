# -*- coding: utf-8 -*-
import urllib
import urllib2
from xml.dom import minidom

ACCOUNT_ID = '2500318950'
API_TOKEN = '{{legacy25}}'
URL = 'https://secure.myhelcim.com/api/'


def purchase(amount, card_token, f4l4):
    post = {
        'accountId': ACCOUNT_ID,
        'apiToken': API_TOKEN,
        'transactionType': 'purchase',
        'amount': '%.2f' % amount,
        'cardToken': card_token,
        'cardF4L4': f4l4,
        'test': '0',
    }
    body = urllib.urlencode(post)
    print 'helcim >>', post
    xml = urllib2.urlopen(URL, body).read()
    return minidom.parseString(xml).getElementsByTagName('response')[0].firstChild.nodeValue == '1'
