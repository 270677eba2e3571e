#!/usr/bin/env python
# are we still connected?
import urllib2
print urllib2.urlopen('https://secure.myhelcim.com/api/account/connection-test?accountId=2500318950&apiToken={{legacy25}}').read()[:80]
