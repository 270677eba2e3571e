#!/usr/bin/env python3
# farm stand, runs on the raspberry in the barn
import json, os, urllib.request
from bottle import Bottle, request, response, run, template, static_file

import helcim_conf as conf

app = Bottle()

def helcim(path, body):
    h = {}
    h['Content-Type'] = 'application/json'
    h['api-token'] = conf.TOKEN
    if conf.VERBOSE:
        print('>>>', path, h, body)
    r = urllib.request.Request(conf.URL + path, data=json.dumps(body).encode(), headers=h, method='POST')
    with urllib.request.urlopen(r, timeout=15) as f:
        return json.load(f)

@app.get('/')
def index():
    return template('stand', items=conf.ITEMS, cfg=vars(conf))

@app.post('/buy')
def buy():
    total = sum(conf.ITEMS[i] for i in request.forms.getall('item'))
    out = helcim('/helcim-pay/initialize', {'paymentType': 'purchase', 'amount': total, 'currency': 'CAD'})
    response.content_type = 'application/json'
    return json.dumps(out)

@app.get('/static/<f:path>')
def static(f):
    return static_file(f, root='static')

if __name__ == '__main__':
    run(app, host='0.0.0.0', port=8000)
