package pay

import "os"

var apiToken = os.Getenv("HELCIM_API_TOKEN")
