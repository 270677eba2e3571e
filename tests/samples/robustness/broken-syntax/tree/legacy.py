import urllib2

API_TOKEN = '{{token518}}'

def customers():
    req = urllib2.Request('https://api.helcim.com/v2/customers', None, {'api-token': API_TOKEN})
    try:
        print urllib2.urlopen(req).read()
    except urllib2.HTTPError, e:
        print >>sys.stderr, 'failed', e.code
