import os, urllib2

def customers():
    req = urllib2.Request('https://api.helcim.com/v2/customers', None, {'api-token': os.environ['HELCIM_API_TOKEN']})
    print urllib2.urlopen(req).read()
