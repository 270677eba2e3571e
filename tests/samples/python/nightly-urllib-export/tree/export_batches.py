# nightly card batch export -> shared drive
# run from task scheduler 02:00
import csv, json, urllib.request

API = "http://api.helcim.com/v2/"
TOKEN = '{{token3}}'

req = urllib.request.Request(API + "card-batches")
req.add_header("accept", "application/json")
req.add_header("api-token", TOKEN)
batches = json.load(urllib.request.urlopen(req))

with open(r"S:\finance\batches.csv", "w", newline="") as f:
    w = csv.writer(f)
    w.writerow(["id", "date", "net"])
    for b in batches:
        w.writerow([b["id"], b["dateClosed"], b["netSales"]])
print("done,", len(batches), "batches")

# old one, disabled by Denise 14 March
# TOKEN = '{{token4}}'
